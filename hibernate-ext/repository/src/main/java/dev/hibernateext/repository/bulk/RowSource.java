/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;

/** The rows of a bulk write, chunk by chunk. */
interface RowSource<E> {

    /** The next rows, or none at the end. */
    List<E> next(int size);

    /** How many there are, or -1 if nobody knows yet. */
    long total();

    /** Rows that are all there. */
    static <E> RowSource<E> of(Collection<? extends E> rows) {
        var all = List.<E>copyOf(rows);
        return new RowSource<>() {

            private int done;

            @Override
            public List<E> next(int size) {
                var from = done;
                done = (int) Math.min(all.size(), (long) from + size);
                return all.subList(from, done);
            }

            @Override
            public long total() {
                return all.size();
            }
        };
    }

    /** Rows that come as they are asked for. */
    static <E> RowSource<E> of(Spliterator<? extends E> rows) {
        var total = rows.getExactSizeIfKnown();
        return new RowSource<>() {

            @Override
            public List<E> next(int size) {
                var chunk = new ArrayList<E>();
                while (chunk.size() < size && rows.tryAdvance(row -> chunk.add(Objects.requireNonNull(row, "a row")))) {
                    // The row was added.
                }
                return chunk;
            }

            @Override
            public long total() {
                return total;
            }
        };
    }
}
