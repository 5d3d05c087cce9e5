package io.agentmeter.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ObjectStoreTest {
    private static final String BUCKET = "agentmeter-reports";
    private static final String KEY = "exports/2026-11-22/1/report.csv";
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "localsecret"));

    @TempDir
    private Path folder;

    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = ObjectStore.start(0, folder, BUCKET, "local", "localsecret");
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(store.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private URI link(Duration validity) throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(validity)
                            .getObjectRequest(get -> get.bucket(BUCKET)
                                    .key(KEY)
                                    .responseContentDisposition("attachment; filename=\"report.csv\"")))
                    .url()
                    .toURI();
        }
    }

    private static HttpResponse<String> open(URI link) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void opensAPresignedLinkAsADownload() throws Exception {
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("day,cost\n"));
        }
        HttpResponse<String> answer = open(link(Duration.ofMinutes(15)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("day,cost\n");
        assertThat(answer.headers().firstValue("content-disposition")).contains("attachment; filename=\"report.csv\"");
    }

    @Test
    void refusesALinkThatWasChangedAndARequestWithoutASignature() throws Exception {
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("x"));
        }
        URI link = link(Duration.ofMinutes(15));
        assertThat(open(URI.create(link.toString().replace("X-Amz-Expires=900", "X-Amz-Expires=9000")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(open(URI.create(store.endpoint() + "/" + BUCKET + "/" + KEY)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsObjectsAndLinksOverARestartOnTheSamePort() throws Exception {
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("kept"));
        }
        URI link = link(Duration.ofMinutes(15));
        int port = store.port();
        store.close();
        store = ObjectStore.start(port, folder, BUCKET, "local", "localsecret");
        assertThat(open(link).body()).isEqualTo("kept");
    }

    @Test
    void writesOnlyOnceWhenAskedTo() {
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("first"));
            assertThatThrownBy(() -> client.putObject(
                            put -> put.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("second")))
                    .hasMessageContaining("412");
        }
    }
}
