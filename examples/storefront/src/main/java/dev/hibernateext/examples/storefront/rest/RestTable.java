/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.RowQuery;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.patch.Patches;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What clients may ask and write of one entity. Made once by {@link RestTableBuilder}.
 *
 * @param <E> the entity
 */
public final class RestTable<E> {

    private final Class<E> entity;
    private final Supplier<E> blank;
    private final Filters<E> filters;
    private final FilterFields fields;
    private final Patches<E> patches;
    private final Set<String> writable;
    private final List<Part<E>> parts;
    private final String[] fetched;

    RestTable(RestTableBuilder<E> made) {
        this.entity = made.entity;
        this.blank = made.blank;
        this.filters = made.filters();
        this.fields = made.fields();
        this.patches = made.patches();
        this.writable = Set.copyOf(made.writable);
        this.parts = List.copyOf(made.parts);
        this.fetched = made.fetched.toArray(String[]::new);
    }

    Class<E> entity() {
        return entity;
    }

    Repository<E, Long> rows(EntityManager entities) {
        return Repository.of(entities, entity);
    }

    /** A row with everything that is shown of it. */
    E get(EntityManager entities, long id) {
        return rows(entities).fetching(fetched).get(id);
    }

    ListRequest read(@Nullable String query) {
        return ListRequest.parse(query, fields);
    }

    RowQuery<E> query(EntityManager entities, ListRequest request) {
        return rows(entities)
                .fetching(fetched)
                .where(filters.fromTree(request.filter()))
                .sort(filters.sortFromTree(request.sorters()))
                .ascending("id");
    }

    /** A row made of a body. */
    E create(EntityManager entities, Map<String, @Nullable Object> body) {
        var row = blank.get();
        change(entities, body, parts).accept(row);
        return row;
    }

    /** What a body changes in a row. */
    Consumer<E> change(EntityManager entities, Map<String, @Nullable Object> body) {
        return change(
                entities, body, parts.stream().filter(part -> !part.onlyNew()).toList());
    }

    /** The body of a row as a whole: what may be written and is not in it, is null. */
    Map<String, @Nullable Object> whole(Map<String, @Nullable Object> body) {
        var whole = new LinkedHashMap<>(body);
        writable.forEach(name -> whole.putIfAbsent(name, null));
        return whole;
    }

    /** What is neither allowed nor a part is refused by the patch, before anything is read. */
    private Consumer<E> change(EntityManager entities, Map<String, @Nullable Object> body, List<Part<E>> allowed) {
        var values = new LinkedHashMap<>(body);
        var named =
                allowed.stream().filter(part -> body.containsKey(part.name())).toList();
        named.forEach(part -> values.remove(part.name()));
        var patch = patches.fromMap(values);
        var changes = new ArrayList<Consumer<E>>(List.of(patch::applyTo));
        named.forEach(part -> changes.add(part.reader().read(entities, body.get(part.name()))));
        return row -> changes.forEach(change -> change.accept(row));
    }
}
