package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Functions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Looks into the jars that are deployed; they exist once the modules are packaged.
class BundlesIT {
    @ParameterizedTest
    @EnumSource
    void aBundleHasEveryClassThatItsHandlerReaches(Functions function) {
        assertThat(bundle(function).missingFrom(function.handler())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBundleHasOneHttpClientAndNoForeignSignature(Functions function) {
        assertThat(bundle(function).entries())
                .contains("software/amazon/awssdk/http/urlconnection/UrlConnectionHttpClient.class")
                .noneMatch(entry -> entry.startsWith("io/netty/") || entry.startsWith("org/apache/http"))
                .noneMatch(entry -> entry.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
    }

    @Test
    void aMissingClassIsFound(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("half.jar");
        String handler = Bundle.class.getName();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            String entry = handler.replace('.', '/') + ".class";
            out.putNextEntry(new ZipEntry(entry));
            out.write(Bundle.class.getResourceAsStream("/" + entry).readAllBytes());
        }
        assertThat(Bundle.open(jar).missingFrom(handler))
                .contains("com.tngtech.archunit.core.importer.ClassFileImporter");
    }

    /// What is older has no stack maps, and the ahead-of-time cache leaves it out (decision 0050).
    @Test
    void theCollectorHasNoClassThatIsTooOldForTheCache() {
        Bundle collector = Bundle.open(Repository.root().resolve("collector/target/agentmeter.jar"));
        assertThat(collector.classVersions())
                .containsKey("picocli/CommandLine.class")
                .allSatisfy((_, version) -> assertThat(version).isGreaterThanOrEqualTo(50));
    }

    private static Bundle bundle(Functions function) {
        String module = function.module();
        return Bundle.open(Repository.root().resolve("functions/" + module + "/target/" + module + ".jar"));
    }
}
