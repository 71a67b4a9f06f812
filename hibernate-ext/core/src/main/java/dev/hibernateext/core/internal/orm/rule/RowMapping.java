/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import static org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature.TARGET;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.metamodel.mapping.AuxiliaryMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityNameUse;
import org.hibernate.query.sqm.mutation.internal.MultiTableSqmMutationConverter;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.spi.SqlAliasBaseGenerator;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.from.CollectionTableGroup;
import org.hibernate.sql.ast.tree.from.LazyTableGroup;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.Predicate;

/**
 * Restricts reads by the rules of a root entity. It must not be a {@code SoftDeleteMapping}: with that Hibernate refuses lazy
 * references. Leans on {@code org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping} for the side of a reference, and on {@code
 * org.hibernate.query.sqm.mutation.internal.MultiTableSqmMutationConverter} for the target of an insert.
 */
final class RowMapping implements AuxiliaryMapping {

    private final String table;
    private final List<RowRule> rules;

    /** Set while the factory starts, in one thread. */
    private boolean suspended;

    RowMapping(String table, List<RowRule> rules) {
        this.table = table;
        this.rules = rules;
    }

    <T> T withoutRules(Supplier<T> building) {
        suspended = true;
        try {
            return building.get();
        } finally {
            suspended = false;
        }
    }

    @Override
    public void applyPredicate(
            Supplier<Consumer<Predicate>> predicates,
            SqlAstCreationState creation,
            TableGroup group,
            NamedTableReference root,
            EntityMappingType type) {
        if (suspended || isInserted(creation)) {
            return;
        }
        var target = predicates.get();
        if (target == null) {
            // the row that an insert is in conflict with, which has no place for a restriction
            return;
        }
        var all = new Junction(Junction.Nature.CONJUNCTION);
        for (var rule : rules) {
            var restriction = rule.onRead(type, RowRead.ROOT, creation.getLoadQueryInfluencers());
            if (restriction != null) {
                all.add(resolved(restriction, group, creation));
                if (!root.containsAffectedTableName(tableOf(restriction))) {
                    keepTable(type, group, creation);
                }
            }
        }
        if (!all.isEmpty()) {
            // at once: a statement about several tables keeps the last predicate it is given
            target.accept(only(all));
        }
    }

    /**
     * Whether the group is made for the target of a bulk insert, which comes first and has no rows to restrict. Where it has several
     * tables, its converter takes one predicate only.
     */
    private static boolean isInserted(SqlAstCreationState creation) {
        return creation instanceof MultiTableSqmMutationConverter bulk
                && bulk.getMutatingTableGroup() == null
                && bulk.getStatement() instanceof SqmInsertStatement<?>;
    }

    private static Predicate only(Junction all) {
        return all.getPredicates().size() == 1 ? all.getPredicates().get(0) : all;
    }

    @Override
    public void applyPredicate(
            EntityMappingType type,
            Consumer<Predicate> predicates,
            LazyTableGroup group,
            NavigablePath path,
            SqlAstCreationState creation) {
        var read = isFetchedByForeignKey(group) ? RowRead.FETCHED_REFERENCE : RowRead.REFERENCE;
        for (var rule : rules) {
            var restriction = rule.onRead(type, read, creation.getLoadQueryInfluencers());
            if (restriction != null) {
                predicates.accept(resolved(restriction, group, creation));
                keepTable(type, group, creation);
            }
        }
    }

    /** Says that the root's table is used, which a statement about a joined subclass leaves out otherwise. */
    private static void keepTable(EntityMappingType type, TableGroup group, SqlAstCreationState creation) {
        if (creation.supportsEntityNameUsage()) {
            creation.registerEntityNameUsage(group, EntityNameUse.EXPRESSION, rootName(type));
        }
    }

    private static boolean isFetchedByForeignKey(LazyTableGroup group) {
        return group.isFetched()
                && group.getModelPart() instanceof ToOneAttributeMapping reference
                && reference.getSideNature() != TARGET;
    }

    @Override
    public void applyPredicate(
            EntityMappingType type,
            Consumer<Predicate> predicates,
            TableGroup group,
            SqlAliasBaseGenerator aliases,
            LoadQueryInfluencers influencers) {
        RowAliases.keepTable(aliases, group, rootName(type));
        for (var rule : rules) {
            var restriction = rule.onRead(type, RowRead.ELEMENT, influencers);
            if (restriction != null) {
                joinElementsWithLinks(group);
                predicates.accept(referenced(restriction, group));
            }
        }
    }

    /* An outer join with a collection table and another one with its elements would leave the row that links a hidden element,
     * and Hibernate takes the identifier of an element from there. */
    private static void joinElementsWithLinks(TableGroup group) {
        if (group instanceof CollectionTableGroup links) {
            for (var join : List.copyOf(links.getTableGroupJoins())) {
                if (join.getJoinType() == SqlAstJoinType.LEFT) {
                    links.removeTableGroupJoin(join);
                    join.setJoinType(SqlAstJoinType.INNER);
                    links.addNestedTableGroupJoin(join);
                }
            }
        }
    }

    /** The rows of a collection table are no rows of the entity. */
    @Override
    public void applyPredicate(
            PluralAttributeMapping collection,
            Consumer<Predicate> predicates,
            TableGroup group,
            SqlAliasBaseGenerator aliases,
            LoadQueryInfluencers influencers) {}

    @Override
    public void applyPredicate(TableGroupJoin join, LoadQueryInfluencers influencers) {
        var group = join.getJoinedGroup();
        for (var rule : rules) {
            var restriction = rule.onRead((EntityMappingType) group.getModelPart(), RowRead.JOIN, influencers);
            if (restriction != null) {
                join.applyPredicate(referenced(restriction, group));
            }
        }
    }

    private static Predicate resolved(RowRestriction restriction, TableGroup group, SqlAstCreationState creation) {
        var table = group.resolveTableReference(tableOf(restriction));
        var column = creation.getSqlExpressionResolver().resolveSqlExpression(table, restriction.column());
        return restriction.condition().apply(column);
    }

    private static Predicate referenced(RowRestriction restriction, TableGroup group) {
        var table = group.resolveTableReference(tableOf(restriction));
        return restriction.condition().apply(new ColumnReference(table, restriction.column()));
    }

    private static String tableOf(RowRestriction restriction) {
        return restriction.column().getContainingTableExpression();
    }

    private static String rootName(EntityMappingType type) {
        return type.getRootEntityDescriptor().getEntityName();
    }

    @Override
    public String getTableName() {
        return table;
    }

    /** Asked of mappings with one column of their own. */
    @Override
    public JdbcMapping getJdbcMapping() {
        throw new UnsupportedOperationException("The rules of " + table + " have a column each");
    }

    @Override
    public boolean useAuxiliaryTable(LoadQueryInfluencers influencers) {
        return false;
    }

    @Override
    public boolean isAffectedByInfluencers(LoadQueryInfluencers influencers) {
        for (var rule : rules) {
            if (rule.isAffectedBy(influencers)) {
                return true;
            }
        }
        return false;
    }
}
