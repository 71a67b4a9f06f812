/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes, behind a mark of who can read them. Only classes of a list are read; bytes with another are no entry, and its code does not
 * run. Safe for use by many threads.
 */
public final class EntryCodec {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.cache");
    private static final String REFUSED = "HEXT000606: An entry of the region '%s' cannot be kept in Redis: %s";

    private final AllowedTypes types;
    private final byte[] mark;
    private final Substitute substitute;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * A codec for some types.
     *
     * @param mark what entries with values in the same places have in common; those with another are not there
     */
    public EntryCodec(AllowedTypes types, byte... mark) {
        this(types, mark.clone(), Substitute.NONE);
    }

    private EntryCodec(AllowedTypes types, byte[] mark, Substitute substitute) {
        this.types = types;
        this.mark = mark;
        this.substitute = substitute;
    }

    /** A codec for the same types that writes others in the place of some objects. */
    public EntryCodec with(Substitute other) {
        return new EntryCodec(types, mark, other);
    }

    /** What is written in the place of an object that belongs to a session factory. */
    public interface Substitute {

        /** Leaves all as it is. */
        Substitute NONE = new Substitute() {};

        /**
         * What is written.
         *
         * @throws NotSerializableException if there is nothing
         */
        default Object written(Object object) throws NotSerializableException {
            return object;
        }

        /**
         * What is read.
         *
         * @throws InvalidObjectException if this factory has nothing like it
         */
        default Object read(Object object) throws InvalidObjectException {
            return object;
        }
    }

    /** Null if the entry holds what cannot be written. */
    byte @Nullable [] encode(String region, Object entry) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(mark);
        try (var out = new SubstitutedObjects(bytes, substitute)) {
            out.writeObject(entry);
        } catch (IOException e) {
            refused(region, e);
            return null;
        }
        return bytes.toByteArray();
    }

    /** Null if the bytes hold what may not be read, or what another mapping wrote. */
    @Nullable
    Object decode(String region, byte[] bytes) {
        if (!isMarked(bytes)) {
            return null;
        }
        var entry = new ByteArrayInputStream(bytes, mark.length, bytes.length - mark.length);
        try (var in = new AllowedObjects(entry, types, substitute)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            refused(region, e);
            return null;
        }
    }

    private boolean isMarked(byte[] bytes) {
        return bytes.length >= mark.length && Arrays.equals(mark, 0, mark.length, bytes, 0, mark.length);
    }

    private void refused(String region, Exception cause) {
        if (warned.add(region)) {
            LOG.warnf(REFUSED, region, cause);
        }
    }
}
