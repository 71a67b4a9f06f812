/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.audit.spi.AuditEntityLoader;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.metamodel.mapping.AuditMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SqlAliasBaseGenerator;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.from.LazyTableGroup;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.from.TableGroupProducer;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.from.TableReferenceJoin;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Restricts reads by rules, in the rows of the present and in those of history, of which Hibernate says which are in force.
 *
 * @param rows restricts by the rules
 * @param log restricts what sessions read that see the past
 */
record LoggedRowMapping(RowMapping rows, AuditMapping log) implements AuditMapping {

    @Override
    public void applyPredicate(
            Supplier<Consumer<Predicate>> predicates,
            SqlAstCreationState creation,
            TableGroup group,
            NamedTableReference root,
            EntityMappingType type) {
        rows.applyPredicate(predicates, creation, group, root, type);
        log.applyPredicate(predicates, creation, group, root, type);
    }

    @Override
    public void applyPredicate(
            EntityMappingType type,
            Consumer<Predicate> predicates,
            LazyTableGroup group,
            NavigablePath path,
            SqlAstCreationState creation) {
        rows.applyPredicate(type, predicates, group, path, creation);
        log.applyPredicate(type, predicates, group, path, creation);
    }

    @Override
    public void applyPredicate(
            EntityMappingType type,
            Consumer<Predicate> predicates,
            TableGroup group,
            SqlAliasBaseGenerator aliases,
            LoadQueryInfluencers influencers) {
        rows.applyPredicate(type, predicates, group, aliases, influencers);
        log.applyPredicate(type, predicates, group, aliases, influencers);
    }

    @Override
    public void applyPredicate(
            PluralAttributeMapping collection,
            Consumer<Predicate> predicates,
            TableGroup group,
            SqlAliasBaseGenerator aliases,
            LoadQueryInfluencers influencers) {
        log.applyPredicate(collection, predicates, group, aliases, influencers);
    }

    @Override
    public void applyPredicate(TableGroupJoin join, LoadQueryInfluencers influencers) {
        rows.applyPredicate(join, influencers);
        log.applyPredicate(join, influencers);
    }

    @Override
    public void applyPredicate(
            TableReferenceJoin join,
            NamedTableReference primary,
            String table,
            EntityMappingType type,
            SqlAliasBaseGenerator aliases,
            LoadQueryInfluencers influencers) {
        log.applyPredicate(join, primary, table, type, aliases, influencers);
    }

    @Override
    public boolean useAuxiliaryTable(LoadQueryInfluencers influencers) {
        return log.useAuxiliaryTable(influencers);
    }

    @Override
    public boolean isAffectedByInfluencers(LoadQueryInfluencers influencers) {
        return rows.isAffectedByInfluencers(influencers) || log.isAffectedByInfluencers(influencers);
    }

    @Override
    public String getTableName() {
        return rows.getTableName();
    }

    @Override
    public String resolveTableName(String table) {
        return log.resolveTableName(table);
    }

    @Override
    public List<String> getExtraSelectExpressions() {
        return log.getExtraSelectExpressions();
    }

    @Override
    public JdbcMapping getJdbcMapping() {
        return log.getJdbcMapping();
    }

    @Override
    public SelectableMapping getChangesetIdMapping(String table) {
        return log.getChangesetIdMapping(table);
    }

    @Override
    public @Nullable SelectableMapping getModificationTypeMapping(String table) {
        return log.getModificationTypeMapping(table);
    }

    @Override
    public @Nullable SelectableMapping getInvalidatingChangesetIdMapping(String table) {
        return log.getInvalidatingChangesetIdMapping(table);
    }

    @Override
    public AuditEntityLoader getEntityLoader() {
        return log.getEntityLoader();
    }

    @Override
    public Predicate createRestriction(
            TableGroupProducer producer,
            TableReference reference,
            List<SelectableMapping> keys,
            SqlAliasBaseGenerator aliases,
            String table,
            Expression upperBound,
            boolean includeDeletions) {
        return log.createRestriction(producer, reference, keys, aliases, table, upperBound, includeDeletions);
    }
}
