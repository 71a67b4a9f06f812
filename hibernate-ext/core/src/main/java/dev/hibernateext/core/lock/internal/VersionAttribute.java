/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Set;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The version attribute of an entity, and when two versions are the same: numbers of any width by value, times as far as
 * the column's precision goes, all else as the mapped type says.
 */
public final class VersionAttribute {

    private static final Set<Class<?>> INTEGERS = Set.of(Long.class, Integer.class, Short.class, Byte.class);

    private final EntityVersionMapping mapping;
    private final Type versionType;
    private final TimestampVersion times;

    private VersionAttribute(EntityPersister persister, EntityVersionMapping mapping) {
        var dialect = persister.getFactory().getJdbcServices().getDialect();
        this.mapping = mapping;
        this.versionType = persister.getVersionType();
        this.times = new TimestampVersion(mapping.getJavaType().getJavaTypeClass(), digits(mapping, dialect));
    }

    /** The version of an entity, or null if Hibernate does not check one when the entity is written. */
    public static @Nullable VersionAttribute of(EntityPersister persister) {
        var mapping = persister.getVersionMapping();
        var checked = persister.isVersioned() && persister.optimisticLockStyle() == OptimisticLockStyle.VERSION;
        return checked && mapping != null ? new VersionAttribute(persister, mapping) : null;
    }

    private static int digits(EntityVersionMapping mapping, Dialect dialect) {
        var digits = mapping.getTemporalPrecision();
        return digits != null ? digits : dialect.getDefaultTimestampPrecision();
    }

    /** The version an entity was read with or last written with; a value set by hand in a managed entity does not count. */
    public static @Nullable Object of(
            Object entity, EntityPersister persister, SharedSessionContractImplementor session) {
        var context = session.isStateless() ? null : session.getPersistenceContextInternal();
        var entry = context == null ? null : context.getEntry(entity);
        return entry != null ? entry.getVersion() : persister.getVersion(entity);
    }

    /** The attribute's type. */
    public Class<?> type() {
        return mapping.getJavaType().getJavaTypeClass();
    }

    /** Whether a version can be compared with this attribute's values at all. */
    public boolean accepts(Object version) {
        var canonical = canonical(version);
        if (Number.class.isAssignableFrom(boxed())) {
            return canonical instanceof Long;
        }
        return isTime() ? canonical instanceof Instant : type().isInstance(version);
    }

    /** Whether two versions are the same. */
    public boolean same(Object one, Object other) {
        var canonical = canonical(one);
        if (canonical instanceof Long || canonical instanceof Instant) {
            return canonical.equals(canonical(other));
        }
        return versionType.isEqual(one, other);
    }

    /** A number as a {@link Long}, a time as an {@link Instant} of the column's precision, all else as it is. */
    public Object canonical(Object version) {
        if (version instanceof Number number && INTEGERS.contains(version.getClass())) {
            return number.longValue();
        }
        var time = version instanceof Date date ? date.toInstant() : version;
        return time instanceof Temporal temporal && isInstantLike(temporal)
                ? times.truncate(TimestampVersion.instantOf(temporal))
                : version;
    }

    private static boolean isInstantLike(Temporal time) {
        return TimestampVersion.supports(time.getClass());
    }

    private boolean isTime() {
        return TimestampVersion.supports(type()) || Date.class.isAssignableFrom(type());
    }

    private Class<?> boxed() {
        return type().isPrimitive() ? Long.class : type();
    }
}
