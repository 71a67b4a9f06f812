/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A message of PostgreSQL's protocol: "Message Formats" of its manual. */
final class Message {

    private static final int LENGTH = Integer.BYTES;

    private final char type;
    private final byte[] body;

    /**
     * A message.
     *
     * @param type the letter it begins with
     * @param body what follows its length; not copied
     */
    Message(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    /** The letter it begins with. */
    char type() {
        return type;
    }

    /** Of the message that the server is ready: whether no transaction runs. */
    boolean isIdle() {
        return body[0] == 'I';
    }

    static Message read(DataInputStream from) throws IOException {
        return new Message((char) from.readUnsignedByte(), body(from));
    }

    /** The first one of a client, which has no letter. */
    static byte[] readStartup(DataInputStream from) throws IOException {
        return body(from);
    }

    private static byte[] body(DataInputStream from) throws IOException {
        var body = new byte[from.readInt() - LENGTH];
        from.readFully(body);
        return body;
    }

    static void writeStartup(byte[] body, DataOutputStream to) throws IOException {
        to.writeInt(body.length + LENGTH);
        to.write(body);
        to.flush();
    }

    void write(DataOutputStream to) throws IOException {
        to.writeByte(type);
        to.writeInt(body.length + LENGTH);
        to.write(body);
    }

    /** What an authentication message asks for, and what a startup message is. */
    int code() throws EOFException {
        return code(body);
    }

    static int code(byte[] body) throws EOFException {
        if (body.length < LENGTH) {
            throw new EOFException("No code");
        }
        return ByteBuffer.wrap(body).getInt();
    }
}
