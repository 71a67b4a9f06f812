/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import dev.hibernateext.history.internal.orm.EntryReading.EntryRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.mapper.id.QueryParameterData;

/**
 * An entity with a history in the tables of Envers.
 *
 * @param name of the entity
 * @param types what Envers keeps of it and of its subclasses
 * @param scope the rows the session may read
 * @param isSoftDeletable whether deletes put it into the trash
 * @param envers keeps the history
 * @param revisions the entity of revisions
 */
record AuditedEntity(
        String name,
        AuditedTypes types,
        TenantScope scope,
        boolean isSoftDeletable,
        EnversService envers,
        AuditedRevisions revisions)
        implements RecordedEntity {

    static AuditedEntity of(
            String name, AuditedTypes types, EnversService envers, SharedSessionContractImplementor session) {
        return new AuditedEntity(
                name,
                types,
                TenantScope.of(session, name, new AuditedTenant(types.of(name), envers, session.getFactory())),
                SoftDeletionModel.of(session.getFactory()).of(name) != null,
                envers,
                AuditedRevisions.of(envers, session.getFactory()));
    }

    @Override
    public AuditedType own() {
        return types.of(name);
    }

    @Override
    public String table() {
        return own().table();
    }

    private String originalId() {
        return envers.getConfig().getOriginalIdPropertyName();
    }

    @Override
    public String joinRevision() {
        return " join e.%s.%s r".formatted(originalId(), envers.getConfig().getRevisionFieldName());
    }

    @Override
    public String number(String alias) {
        return alias + '.' + envers.getConfig().getRevisionNumberPath();
    }

    @Override
    public String operation(String alias) {
        return alias + '.' + envers.getConfig().getRevisionTypePropertyName();
    }

    @Override
    public Object deletion() {
        return RevisionType.DEL;
    }

    @Override
    public Object addition() {
        return RevisionType.ADD;
    }

    private List<String> idNames() {
        return own().idNames(envers.getConfig().getRevisionFieldName());
    }

    @Override
    public List<String> ids(String alias) {
        return idNames().stream()
                .map(part -> "%s.%s.%s".formatted(alias, originalId(), part))
                .toList();
    }

    @Override
    public String sameRow(String one, String other) {
        return idNames().stream()
                .map(part -> "%1$s.%2$s.%3$s = %4$s.%2$s.%3$s".formatted(one, originalId(), part, other))
                .collect(Collectors.joining(" and "));
    }

    @Override
    public String isRow(String alias, Object id, Map<String, Object> parameters) {
        var parts = own().configuration().getIdMapper().mapToQueryParametersFromId(id);
        parts.forEach(part -> parameters.put(parameter(part), part.getValue()));
        return parts.stream()
                .map(part -> "%s.%s = :%s".formatted(alias, part.getProperty(originalId()), parameter(part)))
                .collect(Collectors.joining(" and "));
    }

    private static String parameter(QueryParameterData part) {
        return "id_" + part.getQueryParameterName();
    }

    @Override
    public Optional<String> hasElements(String alias, String path) {
        return Optional.ofNullable(own().collections().get(path)).map(elements -> hasElements(alias, elements));
    }

    private String hasElements(String alias, AuditedType.OwnedElements elements) {
        return "exists (select 1 from %s m where %s and %s = %s)"
                .formatted(elements.entity(), isOwner(alias, elements, "m"), number("m"), number(alias));
    }

    /** The condition that a row tells of the owner of an element. */
    String isOwner(String alias, AuditedType.OwnedElements elements, String element) {
        var owner = elements.owner().getEntityName();
        var prefix = owner.substring(owner.lastIndexOf('.') + 1) + '_';
        return idNames().stream()
                .map(part -> "%s.%s.%s%s = %s.%2$s.%4$s".formatted(element, originalId(), prefix, part, alias))
                .collect(Collectors.joining(" and "));
    }

    @Override
    public List<AuditedElements> elements() {
        var found = new LinkedHashMap<String, AuditedElements>();
        types.hierarchy(name)
                .forEach(type -> type.readElements()
                        .forEach((path, read) -> found.putIfAbsent(
                                read.rows().entity(), new AuditedElements(this, path, read.rows(), read.parts()))));
        return List.copyOf(found.values());
    }

    @Override
    public CollectionChanges collections(List<EntryRow> rows, StatelessSession session) {
        return new AuditedCollections(this, rows, session).read();
    }

    /** Rows are entities of Hibernate. */
    @Override
    public String selection(String alias) {
        return alias;
    }

    @Override
    public RecordedRow row(Object[] selected, int from) {
        var row = (Map<?, ?>) selected[from];
        var id = (Map<?, ?>) Objects.requireNonNull(row.get(originalId()));
        return new RecordedRow(
                own().configuration().getIdMapper().mapToIdFromMap(id),
                revisions.numberOf(id.get(envers.getConfig().getRevisionFieldName())),
                types.ofRow(row, name),
                Objects.requireNonNull(row.get(envers.getConfig().getRevisionTypePropertyName())),
                row);
    }

    @Override
    public String value(String alias, String name) {
        return alias + '.' + name;
    }
}
