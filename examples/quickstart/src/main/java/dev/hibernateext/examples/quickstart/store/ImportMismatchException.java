/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

/** The import of a table stored another number of rows than the original has. Nothing is committed. */
public final class ImportMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ImportMismatchException(String message) {
        super(message);
    }

    static ImportMismatchException of(TableImport result) {
        return new ImportMismatchException(
                "Cannot import table '%s': the original has %d rows, %d are stored. Start with an empty database."
                        .formatted(result.table(), result.expected(), result.stored()));
    }
}
