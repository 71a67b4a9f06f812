/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

/** What one chunk did. */
record Written(int inserted, int updated, int deleted, int skipped) {

    static final Written NOTHING = new Written(0, 0, 0, 0);

    static Written inserted(int rows) {
        return new Written(rows, 0, 0, 0);
    }

    static Written updated(int rows) {
        return new Written(0, rows, 0, 0);
    }

    static Written deleted(int rows) {
        return new Written(0, 0, rows, 0);
    }

    Written plus(Written other) {
        return new Written(
                inserted + other.inserted, updated + other.updated, deleted + other.deleted, skipped + other.skipped);
    }
}
