/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.internal.CurrentRow;
import dev.hibernateext.core.lock.internal.EntityImage;
import dev.hibernateext.core.lock.internal.PrintableId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conflict.
 *
 * @param entityName the entity
 * @param id the row
 * @param expected what was expected, if anything was
 * @param row what is there instead
 * @param diff how the refused change and the row differ
 */
record Conflict(
        String entityName,
        @Nullable Object id,
        @Nullable ExpectedVersion expected,
        CurrentRow row,
        @Nullable ThreeWayDiff<?> diff) {

    /** A conflict with the images of the refused change, if there are any. */
    static Conflict of(VersionedRow target, CurrentRow row, @Nullable EntityImage base, @Nullable EntityImage mine) {
        var diff = mine != null && row instanceof CurrentRow.Present present
                ? new ImageComparison(base, mine, present.theirs()).diff(target.persister())
                : null;
        return new Conflict(target.entityName(), target.id(), target.expected(), row, diff);
    }

    VersionConflictException toException(@Nullable Throwable cause) {
        var conflict = new VersionConflictException(this, cause);
        if (row instanceof CurrentRow.Present present && present.failure() != null) {
            conflict.addSuppressed(present.failure());
        }
        if (row instanceof CurrentRow.Unreadable unreadable && unreadable.reason() != null) {
            conflict.addSuppressed(unreadable.reason());
        }
        return conflict;
    }

    String message() {
        return "Cannot write %s with id %s: expected %s, but %s. %s"
                .formatted(
                        entityName,
                        id == null ? "unknown" : PrintableId.of(id),
                        expectation(),
                        found(),
                        row instanceof CurrentRow.Gone
                                ? "Leave it, or insert it anew."
                                : "Read it again and repeat the change, or combine both with OptimisticLocking.merge.");
    }

    private String expectation() {
        if (expected instanceof ExpectedVersion.Exactly exactly) {
            return "version " + exactly.version();
        }
        return expected instanceof ExpectedVersion.Tagged
                ? "the version of an entity tag"
                : "the version it was read with";
    }

    private String found() {
        if (row instanceof CurrentRow.Present present) {
            return "the row has version " + present.version();
        }
        return row instanceof CurrentRow.Gone ? "the row is gone" : "it has changed to one that cannot be read now";
    }
}
