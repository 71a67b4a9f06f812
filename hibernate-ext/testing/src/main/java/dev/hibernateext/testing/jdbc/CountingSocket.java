/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A socket that tells {@link WireTraffic} what passes, once told to. */
final class CountingSocket extends Socket {

    private final WireTraffic traffic;
    private volatile boolean counting;
    private volatile boolean awaitsAnswer;

    CountingSocket(WireTraffic traffic) {
        this.traffic = traffic;
    }

    void startCounting() {
        awaitsAnswer = false;
        counting = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Received(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Sent(super.getOutputStream());
    }

    private void sent(int bytes) {
        if (counting) {
            traffic.sent(bytes);
            awaitsAnswer = true;
        }
    }

    private int received(int bytes) {
        if (counting && bytes > 0) {
            traffic.received(bytes);
            if (awaitsAnswer) {
                awaitsAnswer = false;
                traffic.roundTrip();
            }
        }
        return bytes;
    }

    private final class Received extends FilterInputStream {

        Received(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var value = in.read();
            received(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return received(in.read(buffer, offset, length));
        }
    }

    private final class Sent extends FilterOutputStream {

        Sent(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            sent(1);
            out.write(value);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            sent(length);
            out.write(buffer, offset, length);
        }
    }
}
