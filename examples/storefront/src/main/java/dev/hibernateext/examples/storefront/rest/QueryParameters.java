/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A query string. An array is a name that stands several times, {@code id=1&id=2}, or one with indexes, {@code ids[0]=1}. A name
 * alone and one without a text stand for null.
 *
 * @param values in the order of the query string, by name; "" stands for null
 */
record QueryParameters(Map<String, List<String>> values) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern INDEX = Pattern.compile("\\[\\d{0,6}]$");

    static QueryParameters parse(@Nullable String query) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            if (!pair.isEmpty() && !pair.equals("?")) {
                add(pair, values);
            }
        }
        return new QueryParameters(values);
    }

    private static void add(String pair, Map<String, List<String>> values) {
        var end = pair.indexOf('=');
        var name =
                INDEX.matcher(decoded(end < 0 ? pair : pair.substring(0, end))).replaceFirst("");
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(end < 0 ? "" : decoded(pair.substring(end + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RequestProblem.of(
                    HttpStatus.BAD_REQUEST, "malformed-query", "A percent sign without two hexadecimal digits.");
        }
    }

    /** All that stands between the commas of a parameter. */
    List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A whole number from 0 on. */
    int number(String name, int otherwise) {
        var texts = values.getOrDefault(name, List.of());
        if (texts.isEmpty()) {
            return otherwise;
        }
        var text = texts.get(texts.size() - 1);
        if (!NUMBER.matcher(text).matches()) {
            throw RequestProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-window",
                    "_start and _end are whole numbers of up to nine digits.");
        }
        return Integer.parseInt(text);
    }
}
