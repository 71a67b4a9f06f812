/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The revision that ends rows.
 *
 * @param session that records it
 * @param configuration of Envers
 * @param revision the instance; its time is right when it has been inserted
 */
record RevisionEnd(SharedSessionContractImplementor session, Configuration configuration, Object revision) {

    Number number() {
        return configuration.getRevisionInfo().getRevisionInfoNumberReader().getRevisionNumber(revision);
    }

    EntityPersister persister(String entity) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(entity);
    }

    /** Whether each table of a joined hierarchy keeps the time. */
    boolean isTimeEverywhere() {
        return configuration.isRevisionEndTimestampEnabled()
                && !configuration.isRevisionEndTimestampUseLegacyPlacement();
    }

    /** What ended rows get; the first is null in those in force. */
    List<Assigned> assigned(EntityPersister audit) {
        var assigned = new ArrayList<Assigned>();
        assigned.add(assigned(audit, configuration.getRevisionEndFieldName(), false));
        if (configuration.isRevisionEndTimestampEnabled()) {
            assigned.add(assignedTime(audit));
        }
        return assigned;
    }

    Assigned assignedTime(EntityPersister audit) {
        return assigned(audit, configuration.getRevisionEndTimestampFieldName(), true);
    }

    private static Assigned assigned(EntityPersister audit, String attribute, boolean isTime) {
        var selectable =
                Objects.requireNonNull(audit.findAttributeMapping(attribute)).getSelectable(0);
        return new Assigned(selectable.getSelectionExpression(), selectable.getJdbcMapping(), isTime);
    }

    ColumnValue value(Assigned assigned) {
        return new ColumnValue(assigned.column(), assigned.mapping(), assigned.isTime() ? time() : number());
    }

    private Object time() {
        var name = configuration.getRevisionInfo().getRevisionInfoEntityName();
        return RevisionTime.ofEnd(revision, persister(name), configuration);
    }
}
