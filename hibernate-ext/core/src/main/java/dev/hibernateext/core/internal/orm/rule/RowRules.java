/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.internal.FactoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The rules of one factory by root entity, in the order they apply. Complete before the first persister is made. */
public final class RowRules {

    private final Map<String, List<RowRule>> roots = new ConcurrentHashMap<>();

    private RowRules() {}

    /** The rules of a factory. */
    public static RowRules of(FactoryState factory) {
        return factory.component(RowRules.class, RowRules::new);
    }

    /** Adds the last rule of a root while the factory is being built. */
    public void add(String root, RowRule rule) {
        roots.computeIfAbsent(root, key -> new ArrayList<>(1)).add(rule);
    }

    /** Whether no entity has a rule. */
    public boolean isEmpty() {
        return roots.isEmpty();
    }

    static List<RowRule> of(EntityPersister persister) {
        return of(FactoryState.of(persister.getFactory())).of(persister.getRootEntityName());
    }

    private List<RowRule> of(String root) {
        return roots.getOrDefault(root, List.of());
    }

    static @Nullable RowMark mark(EntityPersister persister) {
        return of(persister).stream()
                .map(RowRule::mark)
                .filter(mark -> mark != null)
                .findFirst()
                .orElse(null);
    }

    static void bind(RowRule.Bound row, Object @Nullable [] state, JdbcValueBindings bindings) {
        for (var rule : of(row.persister())) {
            rule.bind(row, state, bindings);
        }
    }

    static void check(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        for (var rule : of(persister)) {
            rule.check(persister, id, session);
        }
    }

    static boolean guardAllTables(EntityPersister persister) {
        for (var rule : of(persister)) {
            if (rule.guardsAllTables()) {
                return true;
            }
        }
        return false;
    }

    static boolean isRuled(EntityMappingType type) {
        return type.getAuxiliaryMapping() instanceof RowMapping;
    }
}
