/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Getter;
import org.jspecify.annotations.Nullable;

/**
 * The revision that ends rows.
 *
 * @param session that records it
 * @param configuration of Envers
 * @param revision the instance
 * @param timestamp gets the time from it, which is right when the revision has been inserted
 */
@SuppressWarnings({"JavaUtilDate", "removal"}) // what Envers keeps, and the accessor by which it reads it
record RevisionEnd(
        SharedSessionContractImplementor session, Configuration configuration, Object revision, Getter timestamp) {

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
        var millis = millis(Objects.requireNonNull(timestamp.get(revision)));
        return configuration.isRevisionEndTimestampNumeric() ? (Object) millis : new Date(millis);
    }

    private static long millis(@Nullable Object value) {
        if (value instanceof Long millis) {
            return millis;
        }
        if (value instanceof Date date) {
            return date.getTime();
        }
        return value instanceof LocalDateTime local
                ? local.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli()
                : ((Instant) Objects.requireNonNull(value)).toEpochMilli();
    }
}
