/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import jakarta.persistence.EntityManager;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A member of a body that is no attribute by itself, such as the id of another row.
 *
 * @param name the member
 * @param onlyNew whether it may stand in the body of a new row only
 * @param reader what its value does to a row
 * @param <E> the entity
 */
public record Part<E>(String name, boolean onlyNew, Reader<E> reader) {

    /** Reads a value of JSON. */
    @FunctionalInterface
    public interface Reader<E> {

        /** Finds what is named, and says what it does to a row. */
        Consumer<E> read(EntityManager entities, @Nullable Object value);
    }

    /** The id of another row of the shop, at any time. */
    public static <E, T> Part<E> reference(String name, Class<T> target, BiConsumer<E, T> setter) {
        return new Part<>(name, false, (entities, value) -> {
            var found = find(entities, target, name, value);
            return row -> setter.accept(row, found);
        });
    }

    /**
     * The row with an id.
     *
     * @throws RequestProblem if there is none in this shop; that of another shop is none
     */
    public static <T> T find(EntityManager entities, Class<T> target, String name, @Nullable Object id) {
        var found =
                id instanceof Integer || id instanceof Long ? entities.find(target, ((Number) id).longValue()) : null;
        if (found == null) {
            throw RequestProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT, "no-such-row", "'%s' is not the id of a row.".formatted(name));
        }
        return found;
    }
}
