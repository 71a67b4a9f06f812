/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import dev.hibernateext.history.internal.orm.AuditedRevisions;
import dev.hibernateext.history.internal.orm.CollectionChanges;
import dev.hibernateext.history.internal.orm.EntryReading.EntryRow;
import dev.hibernateext.history.internal.orm.RecordedEntity;
import dev.hibernateext.history.internal.orm.RecordedRow;
import dev.hibernateext.history.internal.orm.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.audit.ModificationType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * An entity with a history in the tables of Hibernate. Sessions that see all changesets read rows of history as if they were the
 * entity's; what is selected are values, since an instance would load what it refers to.
 *
 * @param rows of the entity and its subclasses
 * @param scope the rows the session may read
 * @param isSoftDeletable whether deletes put it into the trash
 * @param revisions the entity of revisions
 */
record LoggedEntity(LoggedHierarchy rows, TenantScope scope, boolean isSoftDeletable, AuditedRevisions revisions)
        implements RecordedEntity {

    /** The place of the values behind the id, the number, the operation and the type. */
    private static final int VALUES = 4;

    static LoggedEntity of(LoggedHierarchy rows, AuditedRevisions revisions, SharedSessionContractImplementor session) {
        var name = rows.root().entity();
        return new LoggedEntity(
                rows,
                TenantScope.of(session, name, new LoggedTenant(rows.root(), revisions)),
                SoftDeletionModel.of(session.getFactory()).of(name) != null,
                revisions);
    }

    @Override
    public String name() {
        return rows.root().entity();
    }

    @Override
    public LoggedType own() {
        return rows.root();
    }

    @Override
    public String table() {
        return name();
    }

    /** Hibernate leaves the root's table out of a query for a subclass, and looks for the operation there. */
    @Override
    public String hierarchy() {
        return own().persister().getRootEntityName();
    }

    @Override
    public String joinRevision() {
        return " join %s r on r.%s = %s".formatted(revisions.name(), revisions.numberName(), number("e"));
    }

    @Override
    public String number(String alias) {
        return "changesetId(" + alias + ')';
    }

    @Override
    public String operation(String alias) {
        return "modificationType(" + alias + ')';
    }

    @Override
    public Object deletion() {
        return ModificationType.DEL;
    }

    @Override
    public Object addition() {
        return ModificationType.ADD;
    }

    @Override
    public List<String> ids(String alias) {
        return own().id().stream().map(part -> part.of(alias)).toList();
    }

    @Override
    public String sameRow(String one, String other) {
        return "id(%s) = id(%s)".formatted(one, other);
    }

    @Override
    public String isRow(String alias, Object id, Map<String, Object> parameters) {
        parameters.put("id", id);
        return "id(%s) = :id".formatted(alias);
    }

    @Override
    public String selection(String alias) {
        var type = rows.isPolymorphic() ? "type(" + alias + ')' : "1";
        var selected = new ArrayList<>(List.of("id(" + alias + ')', number(alias), operation(alias), type));
        selected.addAll(rows.selected(alias));
        return String.join(", ", selected);
    }

    @Override
    public RecordedRow row(Object[] selected, int from) {
        var type = selected[from + 3] instanceof Class<?> actual ? rows.of(actual) : own();
        return new RecordedRow(
                selected[from],
                ((Number) selected[from + 1]).longValue(),
                type,
                selected[from + 2],
                rows.values(type, selected, from + VALUES));
    }

    @Override
    public String value(String alias, String name) {
        return own().named(name).of(alias);
    }

    @Override
    public Optional<String> hasElements(String alias, String path) {
        return Optional.ofNullable(own().collections().get(path))
                .map(collection -> collection.changes(ids(alias), number(alias)) + " > 0");
    }

    @Override
    public List<LoggedElements> elements() {
        return rows.elements(this);
    }

    @Override
    public CollectionChanges collections(List<EntryRow> entries, StatelessSession session) {
        return new LoggedCollections(this, entries).read(session);
    }
}
