package io.agentmeter.functions.alert.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for `*.receiver.example`, which only those trust who are told to. It is made anew for each run by
/// the platform's own tool, so nothing secret is kept and nothing runs out.
final class Certificates {
    private static final char[] PASSWORD = "only for this test".toCharArray();

    private static final Certificates MADE = make();

    private final KeyStore store;

    private Certificates(KeyStore store) {
        this.store = store;
    }

    static Certificates made() {
        return MADE;
    }

    private static Certificates make() {
        try {
            Path folder = Files.createTempDirectory("certificate");
            try {
                return in(folder);
            } finally {
                for (String file : List.of("receiver.p12", "keytool.log", "")) {
                    Files.deleteIfExists(folder.resolve(file));
                }
            }
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate was made", e);
        }
    }

    private static Certificates in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("receiver.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=receiver",
                        "-ext",
                        "SAN=dns:*.receiver.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (made.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new Certificates(store);
    }

    /// Of a server that shows the certificate.
    SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// Of a client that trusts the certificate.
    SSLSocketFactory client() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing is read", impossible);
        }
        trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
