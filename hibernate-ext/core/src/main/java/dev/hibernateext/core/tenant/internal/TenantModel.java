/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The entities of one factory whose rows belong to tenants. Complete before the first session is opened. */
public final class TenantModel {

    private final Map<String, TenantAttribute> entities = new ConcurrentHashMap<>();

    private TenantModel() {}

    /** The model of a factory. */
    public static TenantModel of(FactoryState factory) {
        return factory.component(TenantModel.class, TenantModel::new);
    }

    /** The model of a factory, for those who do not know its state. */
    public static TenantModel of(SessionFactory factory) {
        return of(FactoryState.of(factory));
    }

    /** Adds an entity, the root or a subclass of it, while the factory is being built. */
    public void add(String entity, TenantAttribute attribute) {
        entities.put(entity, attribute);
    }

    /** Where an entity keeps the tenant of a row; null if its rows belong to nobody. */
    public @Nullable TenantAttribute of(@Nullable String entity) {
        return entity == null ? null : entities.get(entity);
    }

    /** The entities whose rows belong to tenants. */
    public Collection<String> entities() {
        return entities.keySet();
    }

    /** Whether rows of no entity belong to tenants. */
    public boolean isEmpty() {
        return entities.isEmpty();
    }
}
