/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows could not be moved to or from their archive. The transaction must be rolled back; nothing of the batch is moved. */
public final class ArchiveException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String subject;
    private final int status;

    private ArchiveException(String code, String subject, int status, String message, @Nullable Throwable cause) {
        super("softdelete.archive-" + code, message, cause);
        this.subject = subject;
        this.status = status;
    }

    static ArchiveException unknown(String entity, UUID archiveId) {
        return new ArchiveException(
                "unknown",
                entity,
                404,
                "Cannot find archive %s of %s: no row in the archive tables has that id, or it was restored or exported already. List the archive anew."
                        .formatted(archiveId, entity),
                null);
    }

    static ArchiveException withoutTable(String table, Throwable cause) {
        return new ArchiveException(
                "table",
                table,
                500,
                "Cannot use %s: the table does not exist, or lacks a column. Execute the statements of Archive.schema, or add what is new of them to your migrations."
                        .formatted(table),
                cause);
    }

    static ArchiveException occupied(String table, UUID archiveId) {
        return new ArchiveException(
                "occupied",
                table,
                409,
                "Cannot restore archive %s: %s has a row with the identifier of an archived one. Delete and purge that row first."
                        .formatted(archiveId, table),
                null);
    }

    static ArchiveException lost(String entity) {
        return new ArchiveException(
                "changed",
                entity,
                409,
                "Cannot archive %s: rows were changed by another transaction meanwhile. Roll back and try again."
                        .formatted(entity),
                null);
    }

    static ArchiveException untyped(String table, String column) {
        return new ArchiveException(
                "type",
                table,
                422,
                "Cannot write or read %s.%s as text: its type does not give the same value again. Leave the rows in the archive tables."
                        .formatted(table, column),
                null);
    }

    static ArchiveException unreadable(Path file, long line, String reason) {
        return new ArchiveException(
                "unreadable",
                file.toString(),
                422,
                "Cannot read %s at line %d: %s. Use a file that Archive.exportTo has written for this entity, and the mappings of that time."
                        .formatted(file, line, reason),
                null);
    }

    static ArchiveException failed(Path file, IOException cause) {
        return new ArchiveException(
                "file",
                file.toString(),
                500,
                "Cannot write or read %s: the file system refused. Look at the cause, roll back and try again."
                        .formatted(file),
                cause);
    }

    /**
     * What the failure is about.
     *
     * @return an entity, a table or a file
     */
    public String subject() {
        return subject;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("subject", subject);
    }
}
