/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.change.BulkStatement;
import java.util.Map;
import java.util.TreeSet;

/** A hook refuses a write. For hooks that have no exception of their own; any other runtime exception vetoes as well. */
public final class HookVetoException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final EntityWrite.Operation operation;

    private HookVetoException(String message, String entityName, EntityWrite.Operation operation) {
        super("hook.veto", message, null);
        this.entityName = entityName;
        this.operation = operation;
    }

    /**
     * A veto against one write.
     *
     * @param reason why, as the end of the sentence "… because …"; it becomes part of the message, so keep values out of it
     * @param write what is refused
     * @return the error to throw
     */
    public static HookVetoException because(String reason, EntityWrite<?> write) {
        return new HookVetoException(
                "A hook refused to %s %s because %s. Nothing of it is written; roll the transaction back."
                        .formatted(verb(write.operation()), write.entityName(), reason),
                write.entityName(),
                write.operation());
    }

    /**
     * A veto against a statement that changes rows without loading them.
     *
     * @param reason why, as the end of the sentence "… because …"; it becomes part of the message, so keep values out of it
     * @param bulk what is refused
     * @return the error to throw
     */
    public static HookVetoException because(String reason, PendingBulk bulk) {
        var operation = operation(bulk.statement().kind());
        var entityName = bulk.tablesKnown() ? String.join(", ", new TreeSet<>(bulk.entityNames())) : "unknown tables";
        return new HookVetoException(
                "A hook refused to %s rows of %s by one statement because %s. Nothing of it was executed; the transaction goes on."
                        .formatted(verb(operation), entityName, reason),
                entityName,
                operation);
    }

    private static EntityWrite.Operation operation(BulkStatement.Kind kind) {
        return switch (kind) {
            case INSERT -> EntityWrite.Operation.CREATE;
            case UPDATE -> EntityWrite.Operation.UPDATE;
            case DELETE -> EntityWrite.Operation.DELETE;
            case OTHER -> EntityWrite.Operation.UPSERT;
        };
    }

    /**
     * The entity whose write is refused.
     *
     * @return its name in the mappings; of a statement, the names of all entities it may affect, separated by commas
     */
    public String entityName() {
        return entityName;
    }

    /**
     * What is refused.
     *
     * @return the operation
     */
    public EntityWrite.Operation operation() {
        return operation;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName, "operation", verb(operation));
    }

    private static String verb(EntityWrite.Operation operation) {
        return switch (operation) {
            case CREATE -> "create";
            case UPDATE -> "update";
            case UPSERT -> "upsert";
            case DELETE -> "delete";
            case SOFT_DELETE -> "soft-delete";
            case RESTORE -> "restore";
        };
    }
}
