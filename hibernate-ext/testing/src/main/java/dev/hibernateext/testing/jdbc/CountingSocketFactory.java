/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * What the drivers of PostgreSQL and MariaDB make by name from their property {@code socketFactory}, so that a {@link
 * TestDataSource} can count round trips. Not for use in a URL of one's own.
 */
public final class CountingSocketFactory extends SocketFactory {

    /** For the driver. */
    public CountingSocketFactory() {
        // Nothing to set up: the data source that opens the connection is known by the thread.
    }

    @Override
    public Socket createSocket() {
        // To cancel a statement pgjdbc opens another connection, on any thread.
        return WireTraffic.Handshake.isOpen() ? WireTraffic.Handshake.socket() : new Socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        return connected(address, null);
    }

    private Socket connected(InetSocketAddress address, @org.jspecify.annotations.Nullable InetSocketAddress local)
            throws IOException {
        var socket = createSocket();
        socket.bind(local);
        socket.connect(address);
        return socket;
    }
}
