/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import org.jspecify.annotations.Nullable;

/** Something rows come from or go to: a table, or a query in the place of one. */
final class Source {

    private final String alias;
    private final String table;
    private final @Nullable String qualifier;
    private final @Nullable MappedTable mapped;
    private final Output output;
    private @Nullable Proof proof;
    private boolean written;
    private boolean refused;

    private Source(
            String alias, String table, @Nullable String qualifier, @Nullable MappedTable mapped, Output output) {
        this.alias = alias;
        this.table = table;
        this.qualifier = qualifier;
        this.mapped = mapped;
        this.output = output;
    }

    static Source table(String alias, String table, @Nullable String qualifier, @Nullable MappedTable mapped) {
        return new Source(alias, table, qualifier, mapped, Output.UNKNOWN);
    }

    static Source query(String alias, Output output) {
        return new Source(alias, alias, null, null, output);
    }

    String alias() {
        return alias;
    }

    @Nullable
    MappedTable mapped() {
        return mapped;
    }

    boolean isQuery() {
        return mapped == null && qualifier == null && !output.values().isEmpty();
    }

    @Nullable
    Proof proof() {
        return proof;
    }

    /** Restricts it to a tenant; false if it was. */
    boolean prove(Proof restriction) {
        if (proof == null) {
            proof = restriction;
            return true;
        }
        var both = proof.and(restriction);
        if (both.equals(proof)) {
            return false;
        }
        proof = both;
        return true;
    }

    /** Whatever restricts it, it is used for more. */
    void refuse() {
        refused = true;
    }

    void write() {
        written = true;
    }

    boolean hasTenant(String column) {
        return mapped != null && column.equals(mapped.tenant());
    }

    /** What is known of a column. */
    Output.@Nullable Value value(String column) {
        if (mapped == null) {
            return output.named(column);
        }
        return proof == null
                ? null
                : new Output.Value(
                        column, hasTenant(column) ? proof : null, new Output.Key(mapped.name(), column, proof));
    }

    Output output() {
        return output;
    }

    TableUse use() {
        return new TableUse(table, qualifier, mapped, written, refused ? null : proof);
    }
}
