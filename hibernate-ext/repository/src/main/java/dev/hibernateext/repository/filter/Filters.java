/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.Sort;
import dev.hibernateext.repository.json.JsonText;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/**
 * The filters and sorters clients may use on one entity.
 *
 * <pre>{@code
 * var filters = Filters.of(factory, Track.class)
 *         .allow("name", "unitPrice", "album.title")
 *         .build();
 * var found = SelectionSpecification.create(Track.class)
 *         .restrict(filters.fromJson("[{\"field\":\"name\",\"operator\":\"contains\",\"value\":\"love\"}]"))
 *         .createQuery(session)
 *         .getResultList();
 * }</pre>
 *
 * <p>A document is a list of terms that all hold, or one term. A term is {@code {"field", "operator", "value"}} with the
 * operators of {@link FilterOperator}, or {@code {"operator": "and" | "or", "value": [terms]}}; an empty {@code and} holds for
 * every row, an empty {@code or} for none. Sorters are {@code {"field", "order": "asc" | "desc"}}. Only what was allowed can be
 * named, and values reach the database as parameters only.
 *
 * <p>What cannot be read is an {@link InvalidFilterException} that tells where and repeats nothing of what the client wrote.
 *
 * <p>Immutable; safe for use by many threads. To be made once.
 *
 * @param <E> the entity
 */
public final class Filters<E> {

    /** Each level of a filter is an object and a list; a value may be a list once more. */
    private static final int NESTING_PER_LEVEL = 2;

    private static final int NESTING_AROUND = 4;

    private final FilterLimits limits;
    private final TermReader<E> terms;
    private final SortReader<E> sorters;

    Filters(
            Map<String, Field<E>> fields,
            Map<String, AttributePath<E>> sortable,
            FilterLimits limits,
            @Nullable ExactText exactText) {
        this.limits = limits;
        this.terms = new TermReader<>(Map.copyOf(fields), limits, exactText);
        this.sorters = new SortReader<>(Map.copyOf(sortable), limits);
    }

    /**
     * Begins to say what clients may use.
     *
     * @param factory whose mapping the attributes are looked up in
     * @param entity the entity to select
     * @param <E> the entity
     * @return allows nothing yet
     */
    public static <E> FiltersBuilder<E> of(SessionFactory factory, Class<E> entity) {
        return new FiltersBuilder<>(factory, entity);
    }

    /**
     * Reads a filter that some JSON library has parsed.
     *
     * @param document maps, lists, texts, numbers, booleans and nulls; null stands for no filter
     * @return the rows that fulfil it
     * @throws InvalidFilterException if it is malformed, not allowed or too large
     */
    public Restriction<E> fromTree(@Nullable Object document) {
        return new FilterReader<>(terms, limits).read(document);
    }

    /**
     * Reads a filter. Needs {@code com.fasterxml.jackson.core:jackson-core} on the class path.
     *
     * @param document JSON as RFC 8259 defines it; a key may not stand twice in an object
     * @return the rows that fulfil it
     * @throws InvalidFilterException if it is no JSON, malformed, not allowed or too large
     */
    public Restriction<E> fromJson(String document) {
        return fromTree(parsed(document));
    }

    /**
     * Reads sorters that some JSON library has parsed.
     *
     * @param document a list of maps, or one; null stands for none
     * @return the sort, with NULLs where the database puts them
     * @throws InvalidFilterException if it is malformed, not allowed or too large
     */
    public Sort<E> sortFromTree(@Nullable Object document) {
        return sorters.read(document);
    }

    /**
     * Reads sorters. Needs {@code com.fasterxml.jackson.core:jackson-core} on the class path.
     *
     * @param document JSON as RFC 8259 defines it
     * @return the sort, with NULLs where the database puts them
     * @throws InvalidFilterException if it is no JSON, malformed, not allowed or too large
     */
    public Sort<E> sortFromJson(String document) {
        return sortFromTree(parsed(document));
    }

    /**
     * Reads the parameters {@code filters} and {@code sorters} of a query string, written with brackets: {@code
     * filters[0][field]=name&filters[0][operator]=in&filters[0][value][0]=a&sorters[0][field]=name&sorters[0][order]=asc}.
     * Others are left alone.
     *
     * @param query percent-encoded, as it stands in the URL
     * @return what it asks for
     * @throws InvalidFilterException if it is malformed, not allowed or too large
     */
    public FilteredSort<E> fromQueryString(String query) {
        var trees = QueryString.read(query, limits);
        return new FilteredSort<>(fromTree(trees.get("filters")), sortFromTree(trees.get("sorters")));
    }

    private @Nullable Object parsed(String document) {
        if (document.length() > limits.size()) {
            throw InvalidFilterException.tooLarge(Location.root(), "characters", limits.size());
        }
        var nesting = NESTING_PER_LEVEL * limits.depth() + NESTING_AROUND;
        return new JsonText(nesting, problem -> InvalidFilterException.malformed("", problem)).read(document);
    }
}
