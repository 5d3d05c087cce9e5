package io.agentmeter.functions.alert.webhook;

import io.agentmeter.functions.library.alerts.AlertChannel.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/// Calls webhooks: https only, to addresses of the open internet only, no redirects, no proxy, in limited time. What is
/// answered is not read, and of a failure only its kind is told.
public final class WebhookCalls {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(8);

    private final SSLSocketFactory sockets;
    private final Duration limit;

    WebhookCalls(SSLSocketFactory tls, Predicate<InetAddress> allowed, Duration limit) {
        this.sockets = new GuardedSockets(tls, allowed);
        this.limit = limit;
    }

    /// Of the open internet, with certificates that the platform trusts.
    public static WebhookCalls open() {
        return new WebhookCalls((SSLSocketFactory) SSLSocketFactory.getDefault(), PublicAddress::is, WHOLE);
    }

    Outcome post(URI url, Map<String, String> headers, String body) {
        if (!"https".equals(url.getScheme())) {
            return Outcome.refused("it is not https");
        }
        HttpsURLConnection connection;
        try {
            connection = connection(url, headers);
        } catch (IOException malformed) {
            return Outcome.refused("its address makes no sense");
        }
        // A time limit of a socket starts anew with each byte; this one does not. Nobody waits for the thread to end:
        // a look-up of a name cannot be stopped, and who is called may take long to hang up.
        FutureTask<Outcome> call = new FutureTask<>(() -> send(connection, body.getBytes(StandardCharsets.UTF_8)));
        Thread thread = Thread.ofVirtual().start(() -> {
            call.run();
            connection.disconnect();
        });
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            return Outcome.refused("it did not answer in time");
        } catch (ExecutionException failed) {
            return Outcome.refused("it could not be called");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcome.refused("there was no time left");
        } finally {
            thread.interrupt();
        }
    }

    private HttpsURLConnection connection(URI url, Map<String, String> headers) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(sockets);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
        connection.setReadTimeout(Math.toIntExact(limit.toMillis()));
        connection.setUseCaches(false);
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Connection", "close");
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static Outcome send(HttpsURLConnection connection, byte[] body) {
        // With a known length the platform does not repeat a request by itself.
        connection.setFixedLengthStreamingMode(body.length);
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status < 0) {
                return Outcome.refused("it did not answer in HTTP");
            }
            return status >= 200 && status < 300 ? Outcome.TAKEN : Outcome.refused("it answered " + status);
        } catch (GuardedSockets.AddressRefused refused) {
            return Outcome.refused("its name leads to an address that is not of the open internet");
        } catch (UnknownHostException unknown) {
            return Outcome.refused("its name is not known");
        } catch (SocketTimeoutException late) {
            return Outcome.refused("it did not answer in time");
        } catch (SSLException untrusted) {
            return Outcome.refused("its certificate is not trusted, or the connection broke off");
        } catch (IOException failed) {
            return Outcome.refused("it could not be reached");
        }
    }
}
