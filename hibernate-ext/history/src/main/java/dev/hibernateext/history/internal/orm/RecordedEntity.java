/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.internal.orm.EntryReading.EntryRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** An entity with a history, and how a session names the parts of its rows in HQL. */
public interface RecordedEntity {

    /** The name of the entity. */
    String name();

    /** What is kept of it. */
    RecordedType own();

    /** The rows the session may read. */
    TenantScope scope();

    /** Whether deletes put it into the trash. */
    boolean isSoftDeletable();

    /** The entity of revisions. */
    AuditedRevisions revisions();

    /** The entity of rows. */
    String table();

    /** The entity of the rows of the whole hierarchy, for queries that ask nothing of them but id, number, operation and tenant. */
    default String hierarchy() {
        return table();
    }

    /** The join of the rows {@code e} with their revisions {@code r}. */
    String joinRevision();

    /** The number of the revision of an alias. */
    String number(String alias);

    /** What was done in the row of an alias. */
    String operation(String alias);

    /** What rows of deletes keep as what was done. */
    Object deletion();

    /** What rows of new entities keep as what was done. */
    Object addition();

    /** The parts of the id of an alias. */
    List<String> ids(String alias);

    /** The condition that two rows tell of the same entity. */
    String sameRow(String one, String other);

    /** The condition that a row tells of one entity. */
    String isRow(String alias, Object id, Map<String, Object> parameters);

    /** What to select of an alias to have the row. */
    String selection(String alias);

    /** The row, from what was selected. */
    RecordedRow row(Object[] selected, int from);

    /** The value of a name in the row of an alias. */
    String value(String alias, String name);

    /** The condition that elements of a collection were added or removed in the revision of a row; empty if it owns no such one. */
    Optional<String> hasElements(String alias, String path);

    /** The collections whose elements can be read beside rows, of subclasses too. */
    List<? extends RecordedElements> elements();

    /** Which collections changed in the revisions of rows. */
    CollectionChanges collections(List<EntryRow> rows, StatelessSession session);
}
