/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.softdelete.DeletionAssignedException;
import dev.hibernateext.core.softdelete.internal.DeletionAttribute;
import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.internal.NoParamSqmCopyContext;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.cte.SqmCteStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmSelfRenderingExpression;
import org.hibernate.query.sqm.tree.insert.AbstractSqmInsertStatement;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmSetClause;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.usertype.UserVersionType;
import org.jspecify.annotations.Nullable;

/**
 * Turns HQL and criteria deletes into updates of the deletion mark, and refuses statements that assign it.
 *
 * <p>Leans on {@code org.hibernate.query.sqm.internal.NoParamSqmCopyContext}, as {@link BulkRewriter} does.
 */
final class SoftDeleteRewriter {

    private final SessionFactoryImplementor factory;
    private final SoftDeletionModel model;
    private final BulkValues values;
    private final CollectionEviction eviction;

    private SoftDeleteRewriter(SessionFactoryImplementor factory, SoftDeletionModel model) {
        this.factory = factory;
        this.model = model;
        this.values = new BulkValues(factory);
        this.eviction = new CollectionEviction(FactoryState.of(factory));
    }

    static SoftDeleteRewriter of(SessionFactoryImplementor factory) {
        var state = FactoryState.of(factory);
        var model = SoftDeletionModel.of(state);
        return state.component(SoftDeleteRewriter.class, () -> new SoftDeleteRewriter(factory, model));
    }

    /** Whether a statement deletes rows that are to be marked. */
    boolean isConverted(SqmDmlStatement<?> statement, LoadQueryInfluencers influencers) {
        return statement instanceof SqmDeleteStatement<?>
                && model.of(statement.getTarget().getEntityName()) != null
                && !ScopeFlag.PURGE.isOn(influencers);
    }

    /** Refuses a statement that assigns a mark, unless rows are being restored. */
    void check(SqmDmlStatement<?> statement, LoadQueryInfluencers influencers) {
        var deletion = model.of(statement.getTarget().getEntityName());
        if (deletion != null && !ScopeFlag.RESTORE.isOn(influencers)) {
            assigned(statement)
                    .map(BulkValues::dottedPath)
                    .filter(deletion::isCoveredBy)
                    .findFirst()
                    .ifPresent(path -> {
                        throw DeletionAssignedException.inStatement(deletion.root() + "." + path);
                    });
        }
    }

    private static Stream<SqmPath<?>> assigned(SqmDmlStatement<?> statement) {
        if (statement instanceof SqmUpdateStatement<?> update) {
            return assigned(update.getSetClause());
        }
        if (statement instanceof AbstractSqmInsertStatement<?> insert) {
            var conflict = insert.getConflictClause();
            var action = conflict == null ? null : conflict.getConflictAction();
            return Stream.concat(
                    insert.getInsertionTargetPaths().stream(),
                    action == null ? Stream.empty() : assigned(action.getSetClause()));
        }
        return Stream.empty();
    }

    private static Stream<SqmPath<?>> assigned(SqmSetClause clause) {
        return clause.getAssignments().stream().map(SqmAssignment::getTargetPath);
    }

    /** The update to execute for a delete. */
    <T> SqmUpdateStatement<T> convert(SqmDeleteStatement<T> statement, LoadQueryInfluencers influencers) {
        var delete = statement.copy(new NoParamSqmCopyContext());
        var deletion = Objects.requireNonNull(model.of(delete.getTarget().getEntityName()));
        var update = new SqmUpdateStatement<>(
                delete.nodeBuilder(), delete.getQuerySource(), null, ctesOf(delete), delete.getTarget());
        update.setWhereClause(delete.getWhereClause());
        deletion.attributes().forEach(attribute -> assign(update, attribute));
        if (!ScopeFlag.hidesDeleted(influencers)) {
            restrict(update, deletion);
        }
        raiseVersion(update);
        return update;
    }

    /* Hibernate raises numbers, but takes a time from the clock of the system. */
    private void raiseVersion(SqmUpdateStatement<?> update) {
        var later = values.laterTime(update.getTarget());
        later.ifPresent(update::applyAssignment);
        update.versioned(later.isEmpty() && isVersioned(update));
    }

    private static Map<String, SqmCteStatement<?>> ctesOf(SqmDeleteStatement<?> delete) {
        return delete.getCteStatements().stream()
                .collect(Collectors.toMap(cte -> cte.getCteTable().getCteName(), Function.identity()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void assign(SqmUpdateStatement<?> update, DeletionAttribute attribute) {
        var target = path(update.getTarget(), attribute.path());
        var mapping = values.mappingOf(attribute.entity(), attribute.path());
        var value = new SqmSelfRenderingExpression<>(
                walker -> new SessionParameter(mapping, (session, execution) -> marking(attribute, session, execution)),
                target.getNodeType(),
                target.nodeBuilder());
        update.applyAssignment(new SqmAssignment(target, value));
    }

    /* Hibernate evicts the collections of the entity a statement names, not those of its superclass. */
    private @Nullable Object marking(
            DeletionAttribute attribute, SharedSessionContractImplementor session, Object execution) {
        eviction.evict(attribute.entity(), session);
        return DeletionWork.of(session).operationOf(execution).value(attribute, SessionState.of(session));
    }

    /** Where a session sees deleted rows, these keep their mark. */
    private static void restrict(SqmUpdateStatement<?> update, SoftDeletion deletion) {
        var alive = path(update.getTarget(), deletion.mark().path()).isNull();
        var condition = update.getRestriction();
        update.where(condition == null ? alive : update.nodeBuilder().and(condition, alive));
    }

    private static SqmPath<?> path(SqmPath<?> root, List<String> names) {
        SqmPath<?> path = root;
        for (var name : names) {
            path = path.get(name);
        }
        return path;
    }

    private boolean isVersioned(SqmUpdateStatement<?> update) {
        var persister = factory.getMappingMetamodel()
                .getEntityDescriptor(update.getTarget().getEntityName());
        return persister.isVersioned() && !(persister.getVersionType() instanceof UserVersionType);
    }
}
