/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a sort, for rows that something else has paged: a cursor of Jakarta Data or a keyset of Spring Data becomes a
 * token that can be given to a client, and comes back checked.
 *
 * <pre>{@code
 * var tokens = pages.tokens(session);
 * var token = tokens.encode(page.cursor(19).elements());
 * var cursor = PageRequest.Cursor.forKey(tokens.decode(token).toArray());
 * }</pre>
 *
 * <p>Bound to the tenant of the session it was made for. Immutable; safe for use by many threads.
 */
public final class CursorTokens {

    private final List<String> attributes;
    private final TokenCodec codec;
    private final @Nullable String tenant;

    CursorTokens(List<String> attributes, TokenCodec codec, @Nullable String tenant) {
        this.attributes = attributes;
        this.codec = codec;
        this.tenant = tenant;
    }

    /**
     * What a token holds a value of.
     *
     * @return the attributes of the sort in its order, those of the id included
     */
    public List<String> attributes() {
        return attributes;
    }

    /**
     * Makes a token.
     *
     * @param values of a row, one for each of the {@link #attributes()}; NULL values as null
     * @return a token for {@link CursorRequest#after} and {@link CursorRequest#before} too
     * @throws IllegalArgumentException if there are more or fewer
     */
    public String encode(List<? extends @Nullable Object> values) {
        if (values.size() != attributes.size()) {
            throw new IllegalArgumentException(
                    "A token of " + attributes + " takes " + attributes.size() + " values, not " + values.size());
        }
        return codec.encode(values, tenant);
    }

    /**
     * Makes a token.
     *
     * @param values of a row, by the names of the {@link #attributes()}; others are ignored
     * @return as of {@link #encode(List)}
     * @throws IllegalArgumentException if one is missing; NULL values are there as null
     */
    public String encode(Map<String, ? extends @Nullable Object> values) {
        var missing =
                attributes.stream().filter(name -> !values.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("A token of " + attributes + " lacks " + missing);
        }
        return encode(attributes.stream().<@Nullable Object>map(values::get).toList());
    }

    /**
     * Reads a token.
     *
     * @param token of {@link #encode} or of a {@link CursorPage}
     * @return the values, in the order of the {@link #attributes()}
     * @throws InvalidCursorException if it cannot be used
     */
    public List<@Nullable Object> decode(String token) {
        return codec.decode(token, tenant);
    }

    /**
     * Reads a token.
     *
     * @param token as of {@link #decode}
     * @return the values by the names of the {@link #attributes()}, in their order
     * @throws InvalidCursorException if it cannot be used
     */
    public Map<String, @Nullable Object> decodeByName(String token) {
        var values = decode(token);
        var named = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < values.size(); i++) {
            named.put(attributes.get(i), values.get(i));
        }
        return named;
    }
}
