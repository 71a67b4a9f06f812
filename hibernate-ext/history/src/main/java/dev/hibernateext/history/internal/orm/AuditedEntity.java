/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.mapper.id.QueryParameterData;

/**
 * An entity with a history, and how a session names the parts of it in HQL.
 *
 * @param name of the entity
 * @param own what Envers keeps of it
 * @param scope the rows the session may read
 * @param isSoftDeletable whether deletes put it into the trash
 * @param envers keeps the history
 * @param revisions the entity of revisions
 */
record AuditedEntity(
        String name,
        AuditedType own,
        TenantScope scope,
        boolean isSoftDeletable,
        EnversService envers,
        AuditedRevisions revisions) {

    static AuditedEntity of(
            String name, AuditedType own, EnversService envers, SharedSessionContractImplementor session) {
        return new AuditedEntity(
                name,
                own,
                TenantScope.of(session, name, own, envers),
                SoftDeletionModel.of(session.getFactory()).of(name) != null,
                envers,
                AuditedRevisions.of(envers, session.getFactory()));
    }

    /** The entity of rows. */
    String table() {
        return own.table();
    }

    private String originalId() {
        return envers.getConfig().getOriginalIdPropertyName();
    }

    /** The path of the revision in a row. */
    String revision() {
        return originalId() + '.' + envers.getConfig().getRevisionFieldName();
    }

    /** The path of the revision's number in a row. */
    String number() {
        return envers.getConfig().getRevisionNumberPath();
    }

    /** The name of what was done in a row. */
    String type() {
        return envers.getConfig().getRevisionTypePropertyName();
    }

    /** The paths of the parts of the entity's id in a row. */
    List<String> idNames() {
        return own.idNames(envers.getConfig().getRevisionFieldName()).stream()
                .map(part -> originalId() + '.' + part)
                .toList();
    }

    /** The condition that two rows tell of the same entity. */
    String sameRow(String one, String other) {
        return idNames().stream()
                .map(part -> "%s.%s = %s.%s".formatted(one, part, other, part))
                .collect(Collectors.joining(" and "));
    }

    /** The condition that a row tells of one entity. */
    String isRow(String alias, Object id, Map<String, Object> parameters) {
        var parts = own.configuration().getIdMapper().mapToQueryParametersFromId(id);
        parts.forEach(part -> parameters.put(parameter(part), part.getValue()));
        return parts.stream()
                .map(part -> "%s.%s = :%s".formatted(alias, part.getProperty(originalId()), parameter(part)))
                .collect(Collectors.joining(" and "));
    }

    private static String parameter(QueryParameterData part) {
        return "id_" + part.getQueryParameterName();
    }

    /** The condition that elements of a collection were added or removed in the revision of a row. */
    String hasElements(String alias, AuditedType.OwnedElements elements) {
        var owner = elements.owner().getEntityName();
        var prefix = owner.substring(owner.lastIndexOf('.') + 1) + '_';
        var sameOwner = own.idNames(envers.getConfig().getRevisionFieldName()).stream()
                .map(part -> "m.%1$s.%2$s%3$s = %4$s.%1$s.%3$s".formatted(originalId(), prefix, part, alias))
                .collect(Collectors.joining(" and "));
        return "exists (select 1 from %s m where %s and m.%s = %s.%s)"
                .formatted(elements.entity(), sameOwner, number(), alias, number());
    }

    /** The number of the revision of a row. */
    long numberOf(Map<?, ?> row) {
        var id = Objects.requireNonNull((Map<?, ?>) row.get(originalId()));
        return revisions.numberOf(id.get(envers.getConfig().getRevisionFieldName()));
    }

    /** The id a row tells of. */
    Object idOf(Map<?, ?> row) {
        return own.configuration().getIdMapper().mapToIdFromMap((Map<?, ?>) row.get(originalId()));
    }
}
