/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The counts over all sockets of one data source. Safe for use by many threads. */
final class WireTraffic {

    private final LongAdder roundTrips = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    long roundTrips() {
        return roundTrips.sum();
    }

    long bytesSent() {
        return bytesSent.sum();
    }

    long bytesReceived() {
        return bytesReceived.sum();
    }

    void roundTrip() {
        roundTrips.increment();
    }

    void sent(int bytes) {
        bytesSent.add(bytes);
    }

    void received(int bytes) {
        bytesReceived.add(bytes);
    }

    void clear() {
        roundTrips.reset();
        bytesSent.reset();
        bytesReceived.reset();
    }

    /** The sockets opened while one connection is made; they count from its end on. */
    static final class Handshake implements AutoCloseable {

        /*
         * Drivers make a socket factory by class name and hand it nothing of ours, but they make it on the thread that asks
         * for the connection: pgjdbc and MariaDB Connector/J do while no login time-out is set.
         */
        private static final ThreadLocal<Handshake> CURRENT = new ThreadLocal<>();

        private final WireTraffic traffic;
        private final List<CountingSocket> sockets = new ArrayList<>();

        private Handshake(WireTraffic traffic) {
            this.traffic = traffic;
        }

        static Handshake begin(WireTraffic traffic) {
            var handshake = new Handshake(traffic);
            CURRENT.set(handshake);
            return handshake;
        }

        static boolean isOpen() {
            return CURRENT.get() != null;
        }

        static CountingSocket socket() {
            var handshake = CURRENT.get();
            if (handshake == null) {
                throw new IllegalStateException(
                        "This socket factory works only for connections that a TestDataSource opens.");
            }
            var socket = new CountingSocket(handshake.traffic);
            handshake.sockets.add(socket);
            return socket;
        }

        @Override
        public void close() {
            CURRENT.remove();
            sockets.forEach(CountingSocket::startCounting);
        }
    }
}
