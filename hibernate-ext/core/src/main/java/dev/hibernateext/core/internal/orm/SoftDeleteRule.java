/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowMark;
import dev.hibernateext.core.internal.orm.rule.RowRead;
import dev.hibernateext.core.internal.orm.rule.RowRestriction;
import dev.hibernateext.core.internal.orm.rule.RowRule;
import dev.hibernateext.core.internal.orm.rule.RowStatement;
import dev.hibernateext.core.internal.orm.rule.RowWrite;
import dev.hibernateext.core.softdelete.internal.DeletionAttribute;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.ast.tree.predicate.NullnessPredicate;
import org.jspecify.annotations.Nullable;

/** Hides the deleted rows of one entity hierarchy, keeps updates off their mark and writes deletes as marks. */
final class SoftDeleteRule implements RowRule {

    private final SoftDeletion deletion;
    private final RowMark mark;

    /** By entity: the subclasses of a union have a table each. */
    private final Map<String, List<SelectableMapping>> columns = new ConcurrentHashMap<>();

    SoftDeleteRule(SoftDeletion deletion, CollectionEviction eviction) {
        this.deletion = deletion;
        this.mark = new DeletionMark(deletion, this::columns, eviction);
    }

    @Override
    public boolean isAffectedBy(LoadQueryInfluencers influencers) {
        return ScopeFlag.changesReads(influencers);
    }

    /* A reference that is fetched becomes part of the owner's state: hidden, it would be null there, and the next update of
     * the owner would write that null to the foreign key. */
    @Override
    public @Nullable RowRestriction onRead(EntityMappingType type, RowRead read, LoadQueryInfluencers influencers) {
        if (isHistory(type, influencers)) {
            return null;
        }
        if (ScopeFlag.hidesDeleted(influencers)) {
            return isByReference(read, influencers) ? null : isDeleted(type, false);
        }
        return read == RowRead.ROOT && ScopeFlag.ONLY.isOn(influencers) && !ScopeFlag.REFERENCE.isOn(influencers)
                ? isDeleted(type, true)
                : null;
    }

    /** Whether rows of history are read, where deletes have rows of their own. */
    private static boolean isHistory(EntityMappingType type, LoadQueryInfluencers influencers) {
        var log = type.getAuditMapping();
        return log != null && log.useAuxiliaryTable(influencers);
    }

    private static boolean isByReference(RowRead read, LoadQueryInfluencers influencers) {
        return read == RowRead.FETCHED_REFERENCE || (read == RowRead.ROOT && ScopeFlag.REFERENCE.isOn(influencers));
    }

    private RowRestriction isDeleted(EntityMappingType type, boolean deleted) {
        var column = columns(type).get(0);
        return new RowRestriction(
                column, reference -> new NullnessPredicate(reference, deleted, column.getJdbcMapping()));
    }

    @Override
    public RowWrite write(LoadQueryInfluencers influencers) {
        if (ScopeFlag.hidesDeleted(influencers)) {
            return RowWrite.GUARDED;
        }
        return ScopeFlag.RESTORE.isOn(influencers) ? RowWrite.ALL_COLUMNS : RowWrite.ALL_ROWS;
    }

    @Override
    public void restrict(EntityPersister persister, Restricted statement) {
        if (statement.kind() == RowStatement.MARK
                || (statement.kind() == RowStatement.UPDATE && statement.write() == RowWrite.GUARDED)) {
            statement
                    .builder()
                    .addNullOptimisticLockRestriction(columns(persister).get(0));
        }
    }

    /* The mark is in the table of the identifier, and so is a version. */
    @Override
    public boolean guardsAllTables() {
        return true;
    }

    @Override
    public boolean protects(EntityPersister persister, SelectableMapping column) {
        for (var own : columns(persister)) {
            if (own.getSelectionExpression().equals(column.getSelectionExpression())
                    && own.getContainingTableExpression().equals(column.getContainingTableExpression())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public RowMark mark() {
        return mark;
    }

    private List<SelectableMapping> columns(EntityMappingType type) {
        var known = columns.get(type.getEntityName());
        return known != null ? known : columns.computeIfAbsent(type.getEntityName(), name -> read(type));
    }

    private List<SelectableMapping> read(EntityMappingType type) {
        return deletion.attributes().stream()
                .map(attribute -> columnOf(type, attribute))
                .toList();
    }

    private static SelectableMapping columnOf(EntityMappingType type, DeletionAttribute attribute) {
        var path = attribute.path();
        var root = Objects.requireNonNull(type.findAttributeMapping(path.get(0)));
        return path.size() == 1
                ? root.getSelectable(0)
                : root.asEmbeddedAttributeMapping()
                        .getEmbeddableTypeDescriptor()
                        .findAttributeMapping(path.get(1))
                        .getSelectable(0);
    }
}
