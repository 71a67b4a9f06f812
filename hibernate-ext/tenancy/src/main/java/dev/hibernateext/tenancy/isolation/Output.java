/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns a query returns, by position; none where that is not known. */
record Output(List<Value> values) {

    static final Output UNKNOWN = new Output(List.of());

    /**
     * A value.
     *
     * @param name of its column, or empty
     * @param proof that it is the tenant's own name, or null
     * @param key the column of a restricted table it comes from, or null
     */
    record Value(
            String name, @Nullable Proof proof, @Nullable Key key) {

        Value named(String other) {
            return new Value(other, proof, key);
        }
    }

    /** A column of a table whose rows are restricted to one tenant. */
    record Key(String table, String column, Proof proof) {}

    Output named(List<String> names) {
        if (names.size() != values.size()) {
            return names.isEmpty() ? this : UNKNOWN;
        }
        var renamed = new ArrayList<Value>();
        for (var i = 0; i < names.size(); i++) {
            renamed.add(values.get(i).named(names.get(i)));
        }
        return new Output(renamed);
    }

    /** What is true of both. */
    Output or(Output other) {
        if (values.size() != other.values.size()) {
            return UNKNOWN;
        }
        var both = new ArrayList<Value>();
        for (var i = 0; i < values.size(); i++) {
            both.add(either(values.get(i), other.values.get(i)));
        }
        return new Output(both);
    }

    private static Value either(Value first, Value second) {
        var proof = first.proof() == null || second.proof() == null
                ? null
                : first.proof().and(second.proof());
        var key = first.key() != null
                        && second.key() != null
                        && first.key().table().equals(second.key().table())
                        && first.key().column().equals(second.key().column())
                ? new Key(
                        first.key().table(),
                        first.key().column(),
                        first.key().proof().and(second.key().proof()))
                : null;
        return new Value(first.name(), proof, key);
    }

    @Nullable
    Value at(int position) {
        return position >= 0 && position < values.size() ? values.get(position) : null;
    }

    @Nullable
    Value named(String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
