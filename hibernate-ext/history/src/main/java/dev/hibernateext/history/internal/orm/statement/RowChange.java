/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/** What a transaction did to a row. */
enum RowChange {
    INSERT(RevisionType.ADD),
    UPDATE(RevisionType.MOD),
    DELETE(RevisionType.DEL),
    /** Inserted or updated, whichever its history tells. */
    UPSERT(RevisionType.MOD),
    /** Deleted, or never there, whichever its history tells. */
    REMOVAL(RevisionType.DEL);

    private final RevisionType type;

    RowChange(RevisionType type) {
        this.type = type;
    }

    static RowChange of(RevisionType type) {
        return switch (type) {
            case ADD -> INSERT;
            case MOD -> UPDATE;
            case DEL -> DELETE;
        };
    }

    RevisionType type() {
        return type;
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
