/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The connections to the server, each of which serves one transaction and then the next in the queue. */
final class Backends implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final int most;
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();

    Backends(int most) {
        this.most = most;
    }

    /** Those of one user in one database. */
    Queue of(String login) {
        return queues.computeIfAbsent(login, key -> new Queue());
    }

    /** The longest idle comes first, so that a client seldom meets the same twice. */
    final class Queue {

        private final LinkedBlockingQueue<Wire> idle = new LinkedBlockingQueue<>();
        private int members;

        synchronized void admit(Wire backend) throws IOException {
            if (members < most) {
                members++;
                idle.add(backend);
            } else {
                backend.close();
            }
        }

        Wire take() throws IOException {
            try {
                var backend = idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (backend == null) {
                    throw new IOException("No backend is idle");
                }
                return backend;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        void giveBack(Wire backend) {
            idle.add(backend);
        }

        synchronized void drop(Wire backend) throws IOException {
            members--;
            backend.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (var queue : queues.values()) {
            for (var backend = queue.idle.poll(); backend != null; backend = queue.idle.poll()) {
                backend.close();
            }
        }
    }
}
