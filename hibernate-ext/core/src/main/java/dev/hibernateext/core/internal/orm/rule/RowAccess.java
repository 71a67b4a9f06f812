/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.List;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.ast.builder.RestrictedTableMutationBuilder;

/**
 * How much a session may write of the rows of one entity.
 *
 * @param writes by rule, in the order of the entity's rules; empty if all of them guard, as in most sessions
 */
record RowAccess(List<RowWrite> writes) {

    static final RowAccess GUARDED = new RowAccess(List.of());

    static RowAccess of(EntityPersister persister, LoadQueryInfluencers influencers) {
        var rules = RowRules.of(persister);
        for (var rule : rules) {
            if (rule.write(influencers) != RowWrite.GUARDED) {
                return new RowAccess(
                        rules.stream().map(each -> each.write(influencers)).toList());
            }
        }
        return GUARDED;
    }

    private RowWrite of(int rule) {
        return writes.isEmpty() ? RowWrite.GUARDED : writes.get(rule);
    }

    boolean isGuarded() {
        return writes.isEmpty();
    }

    boolean includesAllColumns() {
        return writes.contains(RowWrite.ALL_COLUMNS);
    }

    void restrict(EntityPersister persister, RowStatement kind, RestrictedTableMutationBuilder<?, ?> statement) {
        var rules = RowRules.of(persister);
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).restrict(persister, new RowRule.Restricted(kind, of(i), statement));
        }
    }

    boolean protects(EntityPersister persister, SelectableMapping column) {
        var rules = RowRules.of(persister);
        for (int i = 0; i < rules.size(); i++) {
            if (of(i) != RowWrite.ALL_COLUMNS && rules.get(i).protects(persister, column)) {
                return true;
            }
        }
        return false;
    }
}
