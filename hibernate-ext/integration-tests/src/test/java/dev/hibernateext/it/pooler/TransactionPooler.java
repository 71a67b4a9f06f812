/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives each transaction of a client another connection to PostgreSQL, as PgBouncer does in transaction mode. It takes none of
 * what a session leaves behind off a connection, and follows no prepared statements.
 */
public final class TransactionPooler implements Pooler, AutoCloseable {

    private final DatabaseUnderTest target;
    private final InetSocketAddress server;
    private final Backends backends;
    private final ServerSocket door;
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private TransactionPooler(DatabaseUnderTest target, int backends) throws IOException {
        var address = URI.create(target.url().substring("jdbc:".length()));
        this.target = target;
        this.server = new InetSocketAddress(address.getHost(), address.getPort());
        this.backends = new Backends(backends);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /**
     * Stands before a server.
     *
     * @param target a database of PostgreSQL
     * @param backends how many connections it makes to it at most
     * @return to be closed
     */
    public static TransactionPooler before(DatabaseUnderTest target, int backends) throws IOException {
        var pooler = new TransactionPooler(target, backends);
        var thread = new Thread(pooler::accept, "pooler");
        thread.setDaemon(true);
        thread.start();
        return pooler;
    }

    @Override
    public DatabaseUnderTest database(String parameters) {
        var address = URI.create(target.url().substring("jdbc:".length()));
        var url = "jdbc:postgresql://localhost:" + door.getLocalPort() + address.getPath() + "?" + parameters;
        return new DatabaseUnderTest(target.kind(), url, target.user(), target.password());
    }

    /** How many transactions have been served. */
    public long transactions() {
        return transactions.get();
    }

    /** How many of them were by another connection than the client's one before. */
    public long changes() {
        return changes.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = new PoolerClient(this, new Wire(door.accept()));
                var thread = new Thread(client, "pooler client");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (SocketException closed) {
            // by close()
        } catch (IOException e) {
            failed(e);
        }
    }

    InetSocketAddress server() {
        return server;
    }

    Backends backends() {
        return backends;
    }

    void began(boolean same) {
        transactions.incrementAndGet();
        if (!same) {
            changes.incrementAndGet();
        }
    }

    void failed(IOException reason) {
        failure.compareAndSet(null, reason);
    }

    @Override
    public void close() throws IOException {
        door.close();
        backends.close();
        var reason = failure.get();
        if (reason != null) {
            throw reason;
        }
    }
}
