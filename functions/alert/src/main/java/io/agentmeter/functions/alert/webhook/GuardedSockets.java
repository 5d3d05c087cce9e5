package io.agentmeter.functions.alert.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;

/// TLS connections to allowed addresses only. The very address that is connected to is looked at, so a name that leads
/// somewhere else at each look-up gains nothing.
final class GuardedSockets extends SSLSocketFactory {
    /// A name that leads to an address that is not allowed.
    static final class AddressRefused extends IOException {
        private static final long serialVersionUID = 1L;

        AddressRefused() {
            super("the address is not allowed");
        }
    }

    private final SSLSocketFactory tls;
    private final Predicate<InetAddress> allowed;

    GuardedSockets(SSLSocketFactory tls, Predicate<InetAddress> allowed) {
        this.tls = tls;
        this.allowed = allowed;
    }

    /// The JDK's client takes its sockets from here, connects them, and wraps them in TLS afterwards. Unless it is
    /// told otherwise, a socket asks the platform for a proxy, which would connect to any address there is.
    @Override
    public Socket createSocket() {
        return new Socket(Proxy.NO_PROXY) {
            @Override
            public void connect(SocketAddress to) throws IOException {
                super.connect(checked(to));
            }

            @Override
            public void connect(SocketAddress to, int timeout) throws IOException {
                super.connect(checked(to), timeout);
            }
        };
    }

    private SocketAddress checked(SocketAddress to) throws IOException {
        if (to instanceof InetSocketAddress named && !named.isUnresolved() && !allowed.test(named.getAddress())) {
            throw new AddressRefused();
        }
        return to;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        if (!allowed.test(connected.getInetAddress())) {
            throw new AddressRefused();
        }
        return tls.createSocket(connected, host, port, autoClose);
    }

    /// The JDK's client comes here when the other way failed, and tells of that failure if this one fails as well.
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("a socket is looked at before it is connected");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress to, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress to, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
