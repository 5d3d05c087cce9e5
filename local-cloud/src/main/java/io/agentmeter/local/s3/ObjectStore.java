package io.agentmeter.local.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// An S3 API over a folder, one sub-folder per bucket. Signatures are checked, so a presigned link works exactly as
/// long as it says.
public final class ObjectStore implements AutoCloseable {
    private final S3Proxy proxy;

    private ObjectStore(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /// @param port 0 for any free one; links stay valid over a restart only on the same port
    /// @param folder created if absent
    /// @param bucket created if absent
    public static ObjectStore start(int port, Path folder, String bucket, String accessKey, String secretKey)
            throws IOException {
        Files.createDirectories(folder.resolve(bucket));
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                // No grace: idle connections of clients would use all of it up.
                .stopTimeout(0)
                .build();
        try {
            proxy.start();
        } catch (Exception failed) {
            // Jetty declares any exception; whatever it is, there is no object store.
            throw new IOException("the object store could not start on port " + port, failed);
        }
        return new ObjectStore(proxy);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return proxy.getPort();
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception failed) {
            throw new IOException("the object store did not stop cleanly", failed);
        }
    }
}
