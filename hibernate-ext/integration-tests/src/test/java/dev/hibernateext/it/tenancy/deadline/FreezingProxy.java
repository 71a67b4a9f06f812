/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server and passes on what is said, until it is frozen: then it takes connections, listens and says nothing. */
final class FreezingProxy implements AutoCloseable {

    private final URI server;
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean frozen;

    /**
     * Before the server of a JDBC URL.
     *
     * @param url {@code jdbc:product://host:port/database?parameters}
     */
    FreezingProxy(String url) throws IOException {
        server = URI.create(url.substring("jdbc:".length()));
        listening = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    /** The URL by way of the proxy. */
    String url() {
        var query = server.getRawQuery() == null ? "" : server.getRawQuery() + '&';
        return "jdbc:%s://localhost:%d%s?%s"
                .formatted(server.getScheme(), listening.getLocalPort(), server.getPath(), query);
    }

    synchronized void freeze() {
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    private synchronized void awaitThaw() throws IOException {
        try {
            while (frozen && !listening.isClosed()) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "freezing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            while (true) {
                var client = listening.accept();
                sockets.add(client);
                daemon(() -> connect(client));
            }
        } catch (IOException e) {
            closeAll();
        }
    }

    private void connect(Socket client) {
        try {
            awaitThaw();
            var other = new Socket(server.getHost(), server.getPort());
            sockets.add(other);
            daemon(() -> pass(client, other));
            pass(other, client);
        } catch (IOException e) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private void pass(InputStream from, OutputStream to) throws IOException {
        var bytes = new byte[8_192];
        for (var read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            awaitThaw();
            to.write(bytes, 0, read);
            to.flush();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeAll() {
        sockets.forEach(FreezingProxy::close);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        thaw();
        closeAll();
    }
}
