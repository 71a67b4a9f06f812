/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import org.jspecify.annotations.Nullable;

/** What a transaction did to a row. */
enum RowChange {
    INSERT(0),
    UPDATE(1),
    DELETE(2),
    /** Inserted or updated, whichever its history tells. */
    UPSERT(1),
    /** Deleted, or never there, whichever its history tells. */
    REMOVAL(2);

    private final int number;

    RowChange(int number) {
        this.number = number;
    }

    static RowChange of(int number) {
        return switch (number) {
            case 0 -> INSERT;
            case 1 -> UPDATE;
            default -> DELETE;
        };
    }

    /** As Envers and Hibernate's own log write it. */
    int number() {
        return number;
    }

    /** Both together, as Envers has it; null if nothing is left of them. */
    @Nullable
    RowChange then(RowChange later) {
        if (later == DELETE) {
            return deleted();
        }
        if (this == DELETE) {
            return UPDATE;
        }
        return this == REMOVAL ? UPSERT : this;
    }

    private @Nullable RowChange deleted() {
        return switch (this) {
            case INSERT -> null;
            case UPDATE, DELETE -> DELETE;
            case UPSERT, REMOVAL -> REMOVAL;
        };
    }

    boolean isOpen() {
        return this == UPSERT || this == REMOVAL;
    }

    /** What it turns out to be; null if it is nothing. */
    @Nullable
    RowChange resolved(boolean wasThere) {
        return switch (this) {
            case UPSERT -> wasThere ? UPDATE : INSERT;
            case REMOVAL -> wasThere ? DELETE : null;
            default -> this;
        };
    }
}
