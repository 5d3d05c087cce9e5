package io.agentmeter.functions.library.files;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.wiring.Clients;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Files in an S3 bucket.
public final class S3FileStore implements FileStore {
    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;

    public S3FileStore(S3Client client, S3Presigner presigner, String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    public static S3FileStore open(Clients clients, String bucket) {
        // Another endpoint than AWS's own rarely has a host name for each bucket.
        boolean paths = clients.endpoint(Clients.Service.S3).isPresent();
        S3Client client = clients.configureLarge(S3Client.builder(), Clients.Service.S3)
                .forcePathStyle(paths)
                .build();
        S3Presigner.Builder presigner = S3Presigner.builder()
                .region(clients.region())
                .credentialsProvider(clients.credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(paths).build());
        clients.endpoint(Clients.Service.S3).ifPresent(presigner::endpointOverride);
        return new S3FileStore(client, presigner.build(), bucket);
    }

    @Override
    public void write(String path, String contentType, String text) {
        put(path, contentType, RequestBody.fromString(text, StandardCharsets.UTF_8));
    }

    @Override
    public void write(String path, String contentType, Path file) {
        put(path, contentType, RequestBody.fromFile(file));
    }

    @Override
    public boolean create(String path, String contentType, String text) {
        try {
            client.putObject(
                    put -> put.bucket(bucket).key(path).contentType(contentType).ifNoneMatch("*"),
                    RequestBody.fromString(text, StandardCharsets.UTF_8));
            return true;
        } catch (S3Exception e) {
            // Precondition failed: it is there; conflict: somebody is writing it at this moment.
            if (e.statusCode() == 412 || e.statusCode() == 409) {
                return false;
            }
            throw new StoreUnavailable("a file was not written", e);
        } catch (SdkException e) {
            throw new StoreUnavailable("a file was not written", e);
        }
    }

    private void put(String path, String contentType, RequestBody body) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(path)
                .contentType(contentType)
                .build();
        try {
            client.putObject(request, body);
        } catch (SdkException e) {
            throw new StoreUnavailable("a file was not written", e);
        }
    }

    @Override
    public Optional<String> read(String path) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(get -> get.bucket(bucket).key(path)).asString(StandardCharsets.UTF_8));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new StoreUnavailable("a file was not read", e);
        }
    }

    @Override
    public URI link(String path, String name, Duration valid) {
        return URI.create(presigner
                .presignGetObject(presign -> presign.signatureDuration(valid)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(path)
                                .responseContentDisposition("attachment; filename=\"" + name.replace("\"", "") + "\"")))
                .url()
                .toString());
    }
}
