/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.filter.FilterLimits;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.patch.Patches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;

/**
 * Says what clients may ask and write of one entity. What is not named here does not exist for them.
 *
 * @param <E> the entity
 */
public final class RestTableBuilder<E> {

    /** A client that asks for many rows by their ids asks for a thousand at most. */
    private static final FilterLimits LIMITS = FilterLimits.defaults().withValues(1_000);

    final Class<E> entity;
    final Supplier<E> blank;
    final Set<String> writable = new LinkedHashSet<>();
    final List<Part<E>> parts = new ArrayList<>();
    final List<String> fetched = new ArrayList<>();

    private final SessionFactory factory;
    private final Set<String> readable =
            new LinkedHashSet<>(List.of("id", "version", "createdAt", "createdBy", "updatedAt", "updatedBy"));
    private final List<String> searched = new ArrayList<>();

    /** For an entity whose id, version and stamps can be asked for, and nothing can be written of. */
    public RestTableBuilder(SessionFactory factory, Class<E> entity, Supplier<E> blank) {
        this.factory = factory;
        this.entity = entity;
        this.blank = blank;
    }

    /** Attributes for filters and sorters, with dots into associations. */
    public RestTableBuilder<E> readable(String... paths) {
        readable.addAll(List.of(paths));
        return this;
    }

    /** Where the parameter {@code q} looks; readable too. */
    public RestTableBuilder<E> searched(String... paths) {
        searched.addAll(List.of(paths));
        return readable(paths);
    }

    /** Attributes for bodies. */
    public RestTableBuilder<E> writable(String... attributes) {
        writable.addAll(List.of(attributes));
        return this;
    }

    /** A member of bodies that is no attribute by itself. */
    public RestTableBuilder<E> part(Part<E> part) {
        parts.add(part);
        return this;
    }

    /** Associations that are shown with each row. */
    public RestTableBuilder<E> fetching(String... paths) {
        fetched.addAll(List.of(paths));
        return this;
    }

    /** Resolves all names; an unknown one fails the start. */
    public RestTable<E> build() {
        return new RestTable<>(this);
    }

    Filters<E> filters() {
        return Filters.of(factory, entity)
                .allow(readable.toArray(String[]::new))
                .limits(LIMITS)
                .build();
    }

    Patches<E> patches() {
        return Patches.of(factory, entity)
                .allow(writable.toArray(String[]::new))
                .build();
    }

    FilterFields fields() {
        var times = readable.stream().filter(this::isTime).collect(Collectors.toUnmodifiableSet());
        return new FilterFields(Set.copyOf(readable), times, List.copyOf(searched));
    }

    private boolean isTime(String path) {
        return AttributePath.of(factory.getMetamodel(), entity, path).type() == Instant.class;
    }
}
