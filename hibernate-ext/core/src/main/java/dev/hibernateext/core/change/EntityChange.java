/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import dev.hibernateext.core.context.TenantKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to one row of an entity, all its flushes taken together: the first old state and the last new
 * state. A row that is inserted and deleted in one transaction has no change.
 *
 * <p>Old state is known where the session had loaded the row. A stateless session, or a reference removed without loading
 * it, leaves it unknown, and unknown it stays even if a later flush of the transaction knew more.
 *
 * @param kind what happened
 * @param reference to which row
 * @param before the state before the transaction, or null if there was none or it is not known
 * @param after the state after the transaction, or null for a delete
 */
public record EntityChange(
        Kind kind,
        EntityReference reference,
        @Nullable Image before,
        @Nullable Image after) implements Change {

    /** What happened to a row. */
    public enum Kind {
        /** The row is new. */
        INSERT,
        /** The row existed and exists. */
        UPDATE,
        /** The row is gone. If the same transaction upserted it first, it may not have existed before. */
        DELETE,
        /** The row exists; whether it did before is not known. */
        UPSERT
    }

    /**
     * The name of the entity.
     *
     * @return the entity name as Hibernate uses it
     */
    public String entityName() {
        return reference.entity().name();
    }

    /**
     * The class of the entity.
     *
     * @return the mapped class, never a proxy
     */
    public Class<?> javaType() {
        return reference.entity().javaType();
    }

    /**
     * The identifier of the row.
     *
     * @return the identifier
     */
    public Object id() {
        return reference.id();
    }

    /**
     * The tenant the row was written for.
     *
     * @return the tenant of the session, or null in a session without one
     */
    public @Nullable TenantKey tenant() {
        return reference.tenant();
    }

    /**
     * The attributes an update changed, versions and stamps included.
     *
     * @return names; empty unless both images are known
     */
    public Set<String> dirtyAttributes() {
        return before == null || after == null ? Set.of() : before.differences(after);
    }

    @Override
    public Set<String> tables() {
        return reference.entity().tables();
    }

    /** Kind, entity and the names of the changed attributes. */
    @Override
    public String toString() {
        return "EntityChange[%s %s %s]".formatted(kind, entityName(), dirtyAttributes());
    }
}
