/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import dev.hibernateext.it.pooler.Backends.Queue;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One connection of an application. It logs in on a backend of its own, which joins the others then. */
final class PoolerClient implements Runnable {

    /** Of a first message: "SSLRequest", "GSSENCRequest", "CancelRequest". */
    private static final int SSL = 80877103;

    private static final int GSS = 80877104;
    private static final int CANCEL = 80877102;

    private final TransactionPooler pooler;
    private final Wire client;
    private @Nullable Queue backends;
    private @Nullable Wire backend;
    private @Nullable Wire last;
    private boolean copying;

    PoolerClient(TransactionPooler pooler, Wire client) {
        this.pooler = pooler;
        this.client = client;
    }

    @Override
    public void run() {
        try (client) {
            var startup = startup();
            if (startup != null) {
                backends = logIn(startup);
                serve(backends);
            }
        } catch (EOFException | SocketException e) {
            // Either side has hung up, which drivers and servers may.
        } catch (IOException e) {
            pooler.failed(e);
        } finally {
            abandon();
        }
    }

    private byte @Nullable [] startup() throws IOException {
        while (true) {
            var body = Message.readStartup(client.in());
            switch (Message.code(body)) {
                case SSL, GSS -> {
                    client.out().writeByte('N');
                    client.flush();
                }
                case CANCEL -> {
                    return null;
                }
                default -> {
                    return body;
                }
            }
        }
    }

    private Queue logIn(byte[] startup) throws IOException {
        var server = Wire.to(pooler.server());
        try {
            Message.writeStartup(startup, server.out());
            while (true) {
                var message = server.read();
                client.send(message.type() == 'K' ? ownKey() : message);
                client.flush();
                if (message.type() == 'R' && asks(message)) {
                    server.send(client.read());
                    server.flush();
                } else if (message.type() == 'Z') {
                    var queue = pooler.backends().of(new String(startup, StandardCharsets.UTF_8));
                    queue.admit(server);
                    return queue;
                } else if (message.type() == 'E') {
                    throw new EOFException("The server refused");
                }
            }
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** A pooler cannot tell the process that will serve; PgBouncer makes up a number too. */
    private static Message ownKey() {
        var key = ByteBuffer.allocate(2 * Integer.BYTES);
        key.putInt(ThreadLocalRandom.current().nextInt(100_000_000, Integer.MAX_VALUE))
                .putInt(0);
        return new Message('K', key.array());
    }

    /** Passwords (3, 5) and the steps of SASL (10, 11) are answered; 0 and 12 are the end of it. */
    private static boolean asks(Message message) throws EOFException {
        var code = message.code();
        return code == 3 || code == 5 || code == 10 || code == 11;
    }

    private void serve(Queue queue) throws IOException {
        while (true) {
            var message = client.read();
            if (message.type() == 'X') {
                return;
            }
            var server = server(queue);
            server.send(message);
            if (isAnswered(message)) {
                server.flush();
                answer(server, queue);
            }
        }
    }

    private Wire server(Queue queue) throws IOException {
        var held = backend;
        if (held == null) {
            held = queue.take();
            pooler.began(held.equals(last));
            backend = held;
        }
        return held;
    }

    /** Query, Sync and FunctionCall are; the end of a COPY is, where it has begun. */
    private boolean isAnswered(Message message) throws IOException {
        return switch (message.type()) {
            case 'Q', 'S', 'F' -> true;
            case 'c', 'f' -> copying;
            case 'H' -> throw new IOException("Flush is not expected of a JDBC driver");
            default -> false;
        };
    }

    private void answer(Wire server, Queue queue) throws IOException {
        copying = false;
        while (true) {
            var message = server.read();
            client.send(message);
            if (message.type() == 'G') {
                copying = true;
                client.flush();
                return;
            }
            if (message.type() == 'Z') {
                releaseWhenIdle(message, server, queue);
                client.flush();
                return;
            }
        }
    }

    /** Before the client learns that it is ready, so that its next transaction finds the others' backends idle as well. */
    private void releaseWhenIdle(Message ready, Wire server, Queue queue) {
        if (ready.isIdle()) {
            backend = null;
            last = server;
            queue.giveBack(server);
        }
    }

    private void abandon() {
        var held = backend;
        if (held != null && backends != null) {
            try {
                backends.drop(held);
            } catch (IOException e) {
                pooler.failed(e);
            }
        }
    }
}
