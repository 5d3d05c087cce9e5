package io.agentmeter.functions.alert.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;

/// A machine at 127.0.0.1 that takes down, byte for byte, what it is sent, and answers as a test wants.
final class Receiver implements AutoCloseable {
    /// @param head the request line and the headers
    record Request(String head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst();
        }
    }

    /// What is written when a request has been read.
    interface Answer {
        void write(OutputStream out) throws IOException;

        static Answer of(String text) {
            return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        static Answer status(int code, String... headers) {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return of("HTTP/1.1 " + code + " Said\r\nContent-Length: 0\r\n" + lines + "\r\n");
        }
    }

    private final ServerSocket server;
    private final Answer answer;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private Receiver(ServerSocket server, Answer answer) {
        this.server = server;
        this.answer = answer;
        Thread.ofVirtual().start(this::listen);
    }

    static Receiver tls(Answer answer) throws IOException, GeneralSecurityException {
        SSLServerSocket server = (SSLServerSocket) Certificates.made()
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new Receiver(server, answer);
    }

    /// Without TLS.
    static Receiver plain(Answer answer) throws IOException {
        return new Receiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    }

    URI at(String host) {
        return URI.create("https://" + host + ":" + server.getLocalPort() + "/hook");
    }

    int port() {
        return server.getLocalPort();
    }

    /// How often somebody connected, whether anything was said then or not.
    int connections() {
        return connections.get();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                connections.incrementAndGet();
                open.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                // The loop ends with it.
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            Optional<Request> request = read(caller.getInputStream());
            if (request.isPresent()) {
                requests.add(request.get());
                answer.write(caller.getOutputStream());
            }
        } catch (IOException gone) {
            // The caller went away, which the test sees at the other end.
        }
    }

    private static Optional<Request> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
        }
        Request noBody = new Request(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
        int length = noBody.header("Content-Length").map(Integer::parseInt).orElse(0);
        return Optional.of(new Request(noBody.head(), in.readNBytes(length)));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket caller : open) {
            caller.close();
        }
    }
}
