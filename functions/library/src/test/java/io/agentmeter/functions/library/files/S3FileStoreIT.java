package io.agentmeter.functions.library.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.wiring.Clients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Against an S3 API that checks signatures.
@TestInstance(Lifecycle.PER_CLASS)
class S3FileStoreIT implements FileStoreContract {
    private final Path folder;
    private final S3Proxy server;

    S3FileStoreIT(@TempDir Path folder) {
        this.folder = folder;
        this.server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", "localsecret")
                .stopTimeout(0)
                .build();
    }

    @BeforeAll
    void start() throws Exception {
        server.start();
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
    }

    @Override
    public FileStore store() throws IOException {
        String bucket = "reports-" + UUID.randomUUID();
        Files.createDirectory(folder.resolve(bucket));
        return S3FileStore.open(clients(), bucket);
    }

    @Test
    void aLinkDownloadsTheFileUnderItsNameAndNothingElse() throws Exception {
        FileStore store = store();
        store.write("exports/a1/report.csv", "text/csv", "a,b\r\n");
        URI link = store.link("exports/a1/report.csv", "my report.csv", Duration.ofMinutes(15));
        assertThat(link.getQuery()).contains("X-Amz-Expires=900");
        HttpResponse<String> file = get(link);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("a,b\r\n");
        assertThat(file.headers().firstValue("content-disposition")).contains("attachment; filename=\"my report.csv\"");
        URI other = URI.create(link.toString().replace("report.csv?", "other.csv?"));
        assertThat(get(other).statusCode()).isEqualTo(403);
    }

    @Test
    void aBucketThatIsNotThereIsAFaultAndNotAMissingFile() {
        FileStore store = S3FileStore.open(clients(), "no-such-bucket");
        assertThatThrownBy(() -> store.read("cubes/2026-11-22.json")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.write("a", "text/plain", "b")).isInstanceOf(StoreUnavailable.class);
    }

    private Clients clients() {
        return new Clients(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "localsecret",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getPort()));
    }

    private static HttpResponse<String> get(URI link) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
        }
    }
}
