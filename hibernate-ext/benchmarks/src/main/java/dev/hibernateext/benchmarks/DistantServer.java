/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A database behind a network: what passes arrives later by half a round trip, each way. Messages overtake none, and wait for none. */
final class DistantServer implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final String PREFIX = "jdbc:";

    private final DatabaseUnderTest database;
    private final URI address;
    private final long oneWayNanos;
    private final ServerSocket door;
    private final Queue<Closeable> sockets = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(DistantServer::daemon);

    /** In front of a database, until it is closed. */
    DistantServer(DatabaseUnderTest database, Duration roundTrip) throws IOException {
        this.database = database;
        this.address = URI.create(database.url().substring(PREFIX.length()));
        this.oneWayNanos = roundTrip.toNanos() / 2;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "distant-server");
        thread.setDaemon(true);
        return thread;
    }

    /** The same database, from afar. */
    DatabaseUnderTest database() {
        var near = address.getHost() + ':' + address.getPort();
        var far = address.getHost() + ':' + door.getLocalPort();
        return new DatabaseUnderTest(
                database.kind(), database.url().replace(near, far), database.user(), database.password());
    }

    /** Bytes on their way; none once the sender is done. */
    private record Message(long dueNanos, ByteBuffer bytes) {}

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = open(door.accept());
                var server = open(new Socket(address.getHost(), address.getPort()));
                carry(client.getInputStream(), server.getOutputStream());
                carry(server.getInputStream(), client.getOutputStream());
            } catch (IOException e) {
                close();
            }
        }
    }

    private Socket open(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private void carry(InputStream from, OutputStream to) {
        var road = new LinkedBlockingQueue<Message>();
        threads.execute(() -> depart(from, road));
        threads.execute(() -> arrive(road, to));
    }

    private void depart(InputStream from, BlockingQueue<Message> road) {
        var chunk = new byte[CHUNK];
        try {
            for (var read = from.read(chunk); read > 0; read = from.read(chunk)) {
                road.add(new Message(System.nanoTime() + oneWayNanos, ByteBuffer.wrap(Arrays.copyOf(chunk, read))));
            }
        } catch (IOException e) {
            // A socket that was closed ends like one that was shut down.
        }
        road.add(new Message(System.nanoTime(), ByteBuffer.allocate(0)));
    }

    private static void arrive(BlockingQueue<Message> road, OutputStream to) {
        try (to) {
            for (var message = road.take(); message.bytes().hasRemaining(); message = road.take()) {
                for (var left = left(message); left > 0; left = left(message)) {
                    LockSupport.parkNanos(left);
                }
                to.write(message.bytes().array());
                to.flush();
            }
        } catch (IOException e) {
            // The other side has gone; its sender ends the road.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(Message message) {
        return message.dueNanos() - System.nanoTime();
    }

    @Override
    public void close() {
        try (door) {
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
