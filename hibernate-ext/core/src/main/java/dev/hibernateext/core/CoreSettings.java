/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

/** Settings of the core module. All of them are read once, when the session factory is built. */
public final class CoreSettings {

    /**
     * Whether the library does anything at all.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String ENABLED = "hibernate.ext.enabled";

    /**
     * Whether created and updated stamps are set. Where it is {@code false}, the annotated attributes are ordinary ones.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String STAMP_ENABLED = "hibernate.ext.stamp.enabled";

    /**
     * Whether HQL and criteria updates increment the version, and {@code @VersionTimestamp} versions strictly increase.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String LOCK_ENABLED = "hibernate.ext.lock.enabled";

    /**
     * Whether registered hooks are called.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String HOOK_ENABLED = "hibernate.ext.hook.enabled";

    /**
     * Whether changes are captured for registered listeners.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String CHANGE_ENABLED = "hibernate.ext.change.enabled";

    /**
     * Whether all entities of a flush are validated before its first statement. Needs a Jakarta Validation provider;
     * without one nothing is validated.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String VALIDATION_ENABLED = "hibernate.ext.validation.enabled";

    /**
     * Whether entities with {@code @DeletedAt} are soft-deletable. Where it is {@code false}, the annotated attributes are
     * ordinary ones, deletes delete and reads see all rows.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String SOFT_DELETE_ENABLED = "hibernate.ext.soft_delete.enabled";

    /**
     * Which rows the unique constraints of soft-deletable entities are about, unless {@code @UniqueWhenActive} says so.
     *
     * <p>Accepts {@code all} (a deleted row keeps its values taken) or {@code active} (each constraint of the mappings is
     * replaced by one among the rows that are not deleted, as if each such entity had {@code @UniqueWhenActive}).
     *
     * @settingDefault {@code all}
     */
    public static final String SOFT_DELETE_UNIQUE_ROWS = "hibernate.ext.soft_delete.unique_rows";

    /**
     * Whether the tables that archived rows are moved to are part of the schema Hibernate creates, updates and validates.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code false}
     */
    public static final String SOFT_DELETE_ARCHIVE_TABLES = "hibernate.ext.soft_delete.archive_tables";

    /**
     * Whether the library keeps rows of entities with {@code @TenantId} apart. Where it is {@code false}, Hibernate does what it
     * can: its filter hides the rows of other tenants, and nothing guards writes.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String TENANT_ROWS_ENABLED = "hibernate.ext.tenant_rows.enabled";

    /**
     * Whether a row is refused that refers to a row its tenant does not have. Rows the session manages are known to be its
     * tenant's; for others the database is asked, once for each entity in a flush or a statement. Switch it off where foreign keys have the
     * tenant's column on both sides.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String TENANT_ROWS_CHECK_REFERENCES = "hibernate.ext.tenant_rows.check_references";

    /**
     * The clock all stamps come from.
     *
     * <p>Accepts a {@link java.time.Clock}, or the name of a class with a public constructor without parameters that
     * implements {@code Supplier<Clock>}.
     *
     * @settingDefault {@code Clock.systemUTC()}
     */
    public static final String CLOCK = "hibernate.ext.clock";

    /**
     * Where a session finds the context (actor, tenant, operation) it works in.
     *
     * <p>Accepts a {@code dev.hibernateext.core.context.ContextSource}, or the name of a class with a public constructor
     * without parameters that implements it.
     *
     * @settingDefault the scope opened on the thread with {@code Contexts.open}
     */
    public static final String CONTEXT_SOURCE = "hibernate.ext.context.source";

    /**
     * What {@code @CreatedBy} and {@code @UpdatedBy} hold when a row is written without an actor.
     *
     * <p>Accepts {@code leave_empty} (null), {@code system} (the id set with {@link #STAMP_SYSTEM_ACTOR}) or {@code fail}
     * (an {@code ActorMissingException}, before anything is written).
     *
     * @settingDefault {@code leave_empty}
     */
    public static final String STAMP_MISSING_ACTOR = "hibernate.ext.stamp.missing_actor";

    /**
     * The actor id stored for writes without an actor, if {@link #STAMP_MISSING_ACTOR} is {@code system}.
     *
     * <p>Accepts a string that is not blank.
     *
     * @settingDefault {@code system}
     */
    public static final String STAMP_SYSTEM_ACTOR = "hibernate.ext.stamp.system_actor";

    /**
     * What happens to a stamp that is already set when an entity is inserted.
     *
     * <p>Accepts {@code replace} (the value is overwritten), {@code keep} (the value is stored, for imports) or {@code
     * reject} (a {@code StampAssignedException}; an instance whose first insert was rolled back is refused too).
     *
     * @settingDefault {@code replace}
     */
    public static final String STAMP_PRESET = "hibernate.ext.stamp.preset";

    /**
     * What happens when a creation stamp of a managed entity has changed by the time it is flushed. A stamp that became
     * null, as when a detached copy without stamps is merged, is always restored.
     *
     * <p>Accepts {@code reject} (a {@code StampAssignedException}) or {@code restore} (the stored value is put back).
     *
     * @settingDefault {@code reject}
     */
    public static final String STAMP_CHANGED = "hibernate.ext.stamp.changed";

    private CoreSettings() {}
}
