/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query string in brackets, as the npm package {@code qs} writes it and Refine keeps it in the address bar: {@code
 * filters[0][field]=name&filters[0][operator]=eq&filters[0][value]=x}. Other parameters are left alone.
 */
final class QueryString {

    /** A key: a name, then steps in brackets; an empty step appends. */
    private static final Pattern KEY = Pattern.compile("\\w{1,64}(\\[\\w{0,64}])*+");

    private static final int LONGEST_KEY = 1_024;
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

    private final Node root = new Node();
    private final FilterLimits limits;

    private QueryString(FilterLimits limits) {
        this.limits = limits;
    }

    /** Gives the trees of {@code filters} and {@code sorters}. */
    static Map<String, Object> read(String text, FilterLimits limits) {
        if (text.length() > limits.size()) {
            throw InvalidFilterException.tooLarge(Location.root(), "characters", limits.size());
        }
        var query = new QueryString(limits);
        for (var pair : (text.startsWith("?") ? text.substring(1) : text).split("&", -1)) {
            query.add(pair);
        }
        var trees = new TreeMap<String, Object>();
        query.root.children.forEach((name, node) -> trees.put(name, node.tree()));
        return trees;
    }

    private void add(String pair) {
        var end = pair.indexOf('=');
        var key = decoded(end < 0 ? pair : pair.substring(0, end));
        if (!isOurs(key)) {
            return;
        }
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            throw InvalidFilterException.malformed("", "a key whose brackets do not match");
        }
        var steps = key.replace("]", "").split("\\[", -1);
        if (steps.length > 2 * limits.depth() + 4) {
            throw InvalidFilterException.tooLarge(Location.root(), "levels", limits.depth());
        }
        var node = root;
        for (var step : steps) {
            node = node.child(step);
        }
        node.values.add(end < 0 ? "" : decoded(pair.substring(end + 1)));
    }

    private static boolean isOurs(String key) {
        return key.equals("filters")
                || key.equals("sorters")
                || key.startsWith("filters[")
                || key.startsWith("sorters[");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw InvalidFilterException.malformed("", "a percent sign without two hexadecimal digits");
        }
    }

    /** Values, or children by name; a key that has both is refused. */
    private static final class Node {

        private final List<String> values = new ArrayList<>();
        private final Map<String, Node> children = new TreeMap<>();

        Node child(String step) {
            return children.computeIfAbsent(step.isEmpty() ? nextIndex() : step, key -> new Node());
        }

        private String nextIndex() {
            return Integer.toString(children.size());
        }

        Object tree() {
            if (children.isEmpty()) {
                return values.size() == 1 ? values.get(0) : List.copyOf(values);
            }
            if (!values.isEmpty()) {
                throw InvalidFilterException.malformed("", "a key with a value and with brackets behind it");
            }
            return isList() ? list() : map();
        }

        private boolean isList() {
            return children.keySet().stream().allMatch(key -> INDEX.matcher(key).matches());
        }

        /** Indexes order the elements; those that are missing are no elements. */
        private List<Object> list() {
            return children.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Integer::parseInt)))
                    .map(entry -> entry.getValue().tree())
                    .toList();
        }

        private Map<String, @Nullable Object> map() {
            var map = new TreeMap<String, @Nullable Object>();
            children.forEach((key, node) -> map.put(key, node.tree()));
            return map;
        }
    }
}
