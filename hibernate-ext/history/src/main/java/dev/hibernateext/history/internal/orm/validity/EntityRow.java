/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.TenantModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A row that tells of an entity, and ends the one before it.
 *
 * @param entity its name
 * @param row what is recorded
 * @param end of the row before
 */
record EntityRow(String entity, Map<?, ?> row, RevisionEnd end) {

    /** Which rows end, in the table of the root and, if they keep the time too, in those of joined subclasses. */
    List<EndedRow> ended(boolean isRequired) {
        var audit = audit(entity);
        var identifier = identifier(audit);
        var root = RowIdentifier.rootTable(audit);
        var ended = new ArrayList<EndedRow>();
        var rows = new EndedRows(
                root.getTableName(), end.assigned(audit), identifier.began(root, end), tenant(audit), isRequired);
        ended.add(EndedRow.of(rows, identifier.owner(root, end.session())));
        if (end.isTimeEverywhere()) {
            addJoined(ended, isRequired);
        }
        return ended;
    }

    private void addJoined(List<EndedRow> ended, boolean isRequired) {
        var mapped = end.persister(entity);
        while (mapped instanceof JoinedSubclassEntityPersister && mapped.getSuperMappingType() != null) {
            var audit = audit(mapped.getEntityName());
            var table = RowIdentifier.ownTable(audit);
            var identifier = identifier(audit);
            var rows = new EndedRows(
                    table.getTableName(),
                    List.of(end.assignedTime(audit)),
                    identifier.began(table, end),
                    null,
                    isRequired);
            ended.add(EndedRow.of(rows, identifier.owner(table, end.session())));
            mapped = end.persister(mapped.getSuperMappingType().getEntityName());
        }
    }

    private EntityPersister audit(String name) {
        return end.persister(end.configuration().getAuditEntityName(name));
    }

    private RowIdentifier identifier(EntityPersister audit) {
        var configuration = end.configuration();
        return new RowIdentifier(
                audit,
                (Map<?, ?>) Objects.requireNonNull(row.get(configuration.getOriginalIdPropertyName())),
                Set.of(configuration.getRevisionFieldName()));
    }

    /** A row of another tenant with the same id is not ended: it may be left where an id was used before. */
    private @Nullable ColumnValue tenant(EntityPersister audit) {
        var session = end.session();
        var attribute = TenantModel.of(session.getFactory()).of(entity);
        var tenant = session.getTenantIdentifierValue();
        if (attribute == null
                || tenant == null
                || attribute.identifier()
                || AllTenants.areSeenBy(session.getLoadQueryInfluencers())) {
            return null;
        }
        var name = String.join("_", attribute.path());
        return audit.findAttributeMapping(name) == null ? null : ColumnValue.of(audit, name, tenant, session);
    }
}
