/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.lock.internal.TimestampVersion;
import dev.hibernateext.core.stamp.internal.StampAttribute;
import dev.hibernateext.core.stamp.internal.StampWork;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmSelfRenderingExpression;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.insert.AbstractSqmInsertStatement;
import org.hibernate.query.sqm.tree.update.SqmAssignment;

/** Makes the paths and expressions that are added to bulk statements. */
final class BulkValues {

    /** One, in each type a version can be incremented in; Hibernate's own versions are these and temporals. */
    private static final Map<Class<?>, Number> ONE =
            Map.of(Long.class, 1L, Integer.class, 1, Short.class, (short) 1, Byte.class, (byte) 1);

    private final SessionFactoryImplementor factory;

    BulkValues(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    static String dottedPath(SqmPath<?> path) {
        var name = path.getReferencedPathSource().getPathName();
        var parent = path.getLhs();
        return parent == null || parent instanceof SqmRoot ? name : dottedPath(parent) + "." + name;
    }

    SqmPath<?> path(SqmPath<?> root, StampAttribute stamp) {
        SqmPath<?> path = root;
        for (var name : stamp.path()) {
            path = path.get(name);
        }
        return path;
    }

    /** The stamp's value, asked of the session each time the statement is executed. */
    SqmExpression<?> expression(SqmPath<?> target, StampAttribute stamp) {
        var mapping = mappingOf(stamp);
        return new SqmSelfRenderingExpression<>(
                walker -> new SessionParameter(
                        mapping, (session, execution) -> StampWork.of(session).bulkValue(stamp, execution)),
                target.getNodeType(),
                target.nodeBuilder());
    }

    /** PostgreSQL takes an untyped parameter in the values of a common table expression for a text. */
    SqmExpression<?> typed(SqmExpression<?> value, SqmPath<?> target) {
        return value.cast(target.getJavaTypeDescriptor().getJavaTypeClass());
    }

    boolean isMultiTable(AbstractSqmInsertStatement<?> insert) {
        return persister(insert.getTarget().getEntityName()).hasMultipleTables();
    }

    String versionOf(String entity) {
        var version = persister(entity).getVersionMapping();
        return version == null ? "" : version.getPartName();
    }

    /** The version plus one, as a literal: a criteria parameter would be unknown to the query. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Optional<SqmAssignment<?>> increment(SqmPath<?> root, String version) {
        SqmPath path = root.get(version);
        var one = ONE.get(path.getJavaTypeDescriptor().getJavaTypeClass());
        if (one == null) {
            return Optional.empty();
        }
        var builder = path.nodeBuilder();
        return Optional.of(new SqmAssignment(path, builder.sum(path, builder.literal(one))));
    }

    /** The attribute of a version that is a time, and the current time for it. */
    record TimeVersion(SqmPath<?> target, SqmExpression<?> value, TimestampVersion arithmetic) {}

    /** What a statement writes into a version with {@code @VersionTimestamp}; empty for other versions. */
    Optional<TimeVersion> time(SqmRoot<?> root) {
        var entity = persister(root.getEntityName());
        if (!entity.isVersioned() || !(entity.getVersionGenerator() instanceof VersionTimestampGenerator generator)) {
            return Optional.empty();
        }
        var path = root.get(entity.getVersionMapping().getPartName());
        return Optional.of(new TimeVersion(path, now(path, entity, generator.version()), generator.version()));
    }

    /** The current time, or where that is not later than the version, the next one it can hold. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Optional<SqmAssignment<?>> laterTime(SqmRoot<?> root) {
        return time(root).map(time -> {
            SqmPath path = (SqmPath) time.target();
            SqmExpression now = (SqmExpression) time.value();
            var builder = path.nodeBuilder();
            var unit = builder.duration(time.arithmetic().unit().toNanos(), TemporalUnit.NANOSECOND);
            var later = builder.selectCase()
                    .when(builder.lessThan(path, now), now)
                    .otherwise(builder.addDuration(path, unit));
            return new SqmAssignment(path, (SqmExpression) later);
        });
    }

    private static SqmExpression<?> now(SqmPath<?> path, EntityPersister entity, TimestampVersion version) {
        return new SqmSelfRenderingExpression<>(
                walker -> new SessionParameter(
                        entity.getVersionMapping().getJdbcMapping(),
                        (session, execution) ->
                                version.now(SessionState.of(session).factory().clock())),
                path.getNodeType(),
                path.nodeBuilder());
    }

    private JdbcMapping mappingOf(StampAttribute stamp) {
        return mappingOf(stamp.entity(), stamp.path());
    }

    JdbcMapping mappingOf(String entity, List<String> path) {
        var attribute = persister(entity).findAttributeMapping(path.get(0));
        var part = path.size() > 1
                ? attribute
                        .asEmbeddedAttributeMapping()
                        .getEmbeddableTypeDescriptor()
                        .findAttributeMapping(path.get(1))
                : attribute;
        return Objects.requireNonNull(part.asBasicValuedModelPart()).getJdbcMapping();
    }

    private EntityPersister persister(String entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }
}
