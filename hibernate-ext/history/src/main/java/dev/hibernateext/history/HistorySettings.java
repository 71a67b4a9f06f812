/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

/** The settings of histories, to be passed to Hibernate like its own. */
public final class HistorySettings {

    /**
     * Whether revisions keep actor, operation, reason and attributes where the application has no entity with
     * {@code @RevisionEntity} and no rows of tenants. Where it is {@code false}, they are Envers' own, a number and a time.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String RECORD_CONTEXT = "hibernate.ext.history.record_context";

    /**
     * Which attributes of the context revisions keep. They are stored as text and may be personal, so none is unless it is named.
     *
     * <p>Accepts names of attributes, joined by commas.
     *
     * @settingDefault none
     */
    public static final String ATTRIBUTES = "hibernate.ext.history.attributes";

    /**
     * What becomes of HQL and criteria statements that change rows with a history, of upserts where Envers keeps it, and of native
     * statements whose tables are known.
     *
     * <p>Accepts a {@link StatementPolicy} or its name in any case: {@code record}, {@code refuse}, {@code ignore}.
     *
     * @settingDefault {@code record}
     */
    public static final String STATEMENTS = "hibernate.ext.history.statements";

    /**
     * Whether, where {@code org.hibernate.envers.audit_strategy} is the validity strategy, the ends of rows are written together:
     * a strategy of this library takes its place. Other strategies stay.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String BATCH_VALIDITY = "hibernate.ext.history.batch_validity";

    private HistorySettings() {}
}
