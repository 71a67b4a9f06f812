/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hibernateext.core.internal.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.cache.spi.QueryKey.ParameterBindingsMemento;
import org.jspecify.annotations.Nullable;

/**
 * The key of a query as a text that is the same on all nodes. Hibernate's own has hash codes of parameters in it, which differ from
 * process to process.
 */
final class QueryDigest extends ObjectOutputStream {

    private QueryDigest(OutputStream out) throws IOException {
        super(out);
        enableReplaceObject(true);
    }

    /** Of a key and what else tells results apart. */
    static String of(Object queryKey, Object... more) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new QueryDigest(bytes)) {
            out.writeObject(queryKey);
            out.writeObject(more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(Sha256.of(bytes.toByteArray()));
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        return object instanceof ParameterBindingsMemento parameters ? valuesOf(parameters) : object;
    }

    /** Each by itself, since two that are one object would be written otherwise than two that are equal. */
    private static List<byte[]> valuesOf(ParameterBindingsMemento parameters) throws IOException {
        var written = new ArrayList<byte[]>();
        written.add(parameters.getClass().getName().getBytes(UTF_8));
        for (var value : ParameterValues.of(parameters)) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            written.add(bytes.toByteArray());
        }
        return written;
    }

    /** What parameters keep, which is seen only when they are written. */
    private static final class ParameterValues extends ObjectOutputStream {

        private @Nullable Object[] values = {};

        private ParameterValues() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static @Nullable Object[] of(ParameterBindingsMemento parameters) throws IOException {
            try (var out = new ParameterValues()) {
                out.writeObject(parameters);
                return out.values;
            }
        }

        @Override
        protected @Nullable Object replaceObject(Object object) {
            if (object instanceof Object[] array) {
                values = array;
                return null;
            }
            return object;
        }
    }
}
