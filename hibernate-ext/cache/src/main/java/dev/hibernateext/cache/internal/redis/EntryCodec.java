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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes. Only classes of a list are read; bytes with another are no entry, and its code does not run. Safe for use by many
 * threads.
 */
public final class EntryCodec {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.cache");
    private static final String REFUSED = "HEXT000606: An entry of the region '%s' cannot be kept in Redis: %s";

    private final AllowedTypes types;
    private final Substitute substitute;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** A codec for some types. */
    public EntryCodec(AllowedTypes types) {
        this(types, Substitute.NONE);
    }

    private EntryCodec(AllowedTypes types, Substitute substitute) {
        this.types = types;
        this.substitute = substitute;
    }

    /** A codec for the same types that writes others in the place of some objects. */
    public EntryCodec with(Substitute other) {
        return new EntryCodec(types, other);
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
        try (var out = new SubstitutedObjects(bytes, substitute)) {
            out.writeObject(entry);
        } catch (IOException e) {
            refused(region, e);
            return null;
        }
        return bytes.toByteArray();
    }

    /** Null if the bytes hold what may not be read. */
    @Nullable
    Object decode(String region, byte[] bytes) {
        try (var in = new AllowedObjects(new ByteArrayInputStream(bytes), types, substitute)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            refused(region, e);
            return null;
        }
    }

    private void refused(String region, Exception cause) {
        if (warned.add(region)) {
            LOG.warnf(REFUSED, region, cause);
        }
    }
}
