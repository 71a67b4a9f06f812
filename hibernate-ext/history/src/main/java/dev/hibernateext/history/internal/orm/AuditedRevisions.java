/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.Revision;
import dev.hibernateext.history.internal.orm.validity.RevisionTime;
import dev.hibernateext.history.revision.RecordedRevision;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * The entity of revisions, ours or the user's own.
 *
 * @param persister of the entity
 * @param numberName the attribute with the number
 * @param timeName the attribute with the time
 */
@SuppressWarnings("JavaUtilDate") // one of the types users may choose
public record AuditedRevisions(EntityPersister persister, String numberName, String timeName) {

    static AuditedRevisions of(EnversService envers, SessionFactoryImplementor factory) {
        var revisions = envers.getConfig().getRevisionInfo();
        var persister = factory.getMappingMetamodel().getEntityDescriptor(revisions.getRevisionInfoEntityName());
        return new AuditedRevisions(
                persister,
                Objects.requireNonNull(persister.getIdentifierPropertyName()),
                revisions.getRevisionInfoTimestampData().getName());
    }

    /** The name in queries. */
    public String name() {
        return persister.getEntityName();
    }

    void requireContext(String part) {
        if (!RecordedRevision.class.isAssignableFrom(persister.getMappedClass())) {
            throw NotRecordedException.inRevision(part, persister.getEntityName());
        }
    }

    Revision read(Object revision) {
        if (revision instanceof RecordedRevision recorded) {
            return new Revision(
                    recorded.number(),
                    recorded.at(),
                    recorded.actor(),
                    recorded.operation(),
                    recorded.reason(),
                    recorded.attributes());
        }
        return new Revision(numberIn(revision).longValue(), timeOf(revision), null, null, null, Map.of());
    }

    /** The number of a revision that is referred to, which need not be loaded. */
    long numberOf(@Nullable Object revision) {
        var proxy = HibernateProxy.extractLazyInitializer(revision);
        var number = proxy != null ? proxy.getInternalIdentifier() : persister.getIdentifier(revision);
        return ((Number) number).longValue();
    }

    /** The number of a revision that is loaded, as it keeps it. */
    Number numberIn(Object revision) {
        return (Number)
                (isIdentifier() ? persister.getIdentifier(revision) : persister.getPropertyValue(revision, numberName));
    }

    private boolean isIdentifier() {
        return numberName.equals(persister.getIdentifierPropertyName());
    }

    private Instant timeOf(Object revision) {
        return RevisionTime.instant(persister.getPropertyValue(revision, timeName));
    }

    /** An instant as revisions keep it. */
    Object time(Instant instant) {
        var type = PropertyTypes.of(persister, timeName).getReturnedClass();
        if (type == Long.class || type == long.class) {
            return instant.toEpochMilli();
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
        }
        if (type == java.sql.Date.class) {
            return new java.sql.Date(instant.toEpochMilli());
        }
        return Date.class.isAssignableFrom(type) ? Date.from(instant) : instant;
    }

    /** A number as the id of revisions is. */
    public Number number(long number) {
        var type = (isIdentifier() ? persister.getIdentifierType() : PropertyTypes.of(persister, numberName))
                .getReturnedClass();
        if (type == Integer.class || type == int.class) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
        return number;
    }
}
