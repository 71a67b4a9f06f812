/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.UnresolvableObjectException;
import org.jspecify.annotations.Nullable;

/** Counts what was seen. */
final class Seen {

    private Seen() {}

    static int of(Collection<? extends @Nullable Object> rows) {
        return (int) rows.stream().filter(Objects::nonNull).count();
    }

    static <T> int each(Collection<? extends T> keys, Function<T, @Nullable Object> read) {
        return (int) keys.stream().filter(key -> read.apply(key) != null).count();
    }

    /** How many times something does not fail because a row is not there. */
    static <T> int present(Collection<T> keys, java.util.function.Consumer<T> read) {
        return (int) keys.stream().filter(key -> isPresent(key, read)).count();
    }

    private static <T> boolean isPresent(T key, java.util.function.Consumer<T> read) {
        try {
            read.accept(key);
            return true;
        } catch (EntityNotFoundException | UnresolvableObjectException | OptimisticLockException absent) {
            return false;
        }
    }
}
