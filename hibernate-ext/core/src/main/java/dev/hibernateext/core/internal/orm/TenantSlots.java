/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Where the tenants of one factory's rows are in their state or identifier. Safe for use by many threads. */
final class TenantSlots {

    private final TenantModel model;
    private final Map<String, Slot> entities = new ConcurrentHashMap<>();

    private TenantSlots(TenantModel model) {
        this.model = model;
    }

    static TenantSlots of(FactoryState factory) {
        var model = TenantModel.of(factory);
        return factory.component(TenantSlots.class, () -> new TenantSlots(model));
    }

    /** Whether rows of no entity belong to tenants. */
    boolean isEmpty() {
        return model.isEmpty();
    }

    /** Whether the rows of an entity belong to tenants. */
    boolean isOwned(String entity) {
        return model.of(entity) != null;
    }

    /** The slot of an entity; null if its rows belong to nobody. */
    @Nullable
    Slot of(EntityPersister persister) {
        var attribute = model.of(persister.getEntityName());
        if (attribute == null) {
            return null;
        }
        var known = entities.get(persister.getEntityName());
        return known != null
                ? known
                : entities.computeIfAbsent(persister.getEntityName(), name -> read(attribute, persister));
    }

    private static Slot read(TenantAttribute attribute, EntityPersister persister) {
        var inState = attribute.identifier() ? null : AttributeSlot.of(attribute.path(), persister);
        return new Slot(attribute, inState, attribute.identifier() || writesFirstTable(persister));
    }

    /** The tenant in an identifier that has it. */
    static @Nullable Object tenantIn(TenantAttribute attribute, EntityPersister persister, Object id) {
        if (!(persister.getIdentifierMapping() instanceof CompositeIdentifierMapping composite)) {
            return id;
        }
        var names = attribute.path();
        return composite
                .getMappedIdEmbeddableTypeDescriptor()
                .findAttributeMapping(names.get(names.size() - 1))
                .getValue(id);
    }

    /** Whether an update has something to set in the table that holds the tenant. */
    static boolean writesFirstTable(EntityPersister persister) {
        var table = persister.getIdentifierTableName();
        var attributes = persister.getAttributeMappings();
        for (int i = 0; i < attributes.size(); i++) {
            var attribute = attributes.get(i);
            for (int column = 0; column < attribute.getJdbcTypeCount(); column++) {
                var selectable = attribute.getSelectable(column);
                if (selectable.isUpdateable() && table.equals(selectable.getContainingTableExpression())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Where the tenant of a row is.
     *
     * @param attribute that holds it
     * @param inState its place in the state; null if it is part of the identifier
     * @param isGuardedInUpdates whether a row of another tenant is not met by an update
     */
    record Slot(TenantAttribute attribute, @Nullable AttributeSlot inState, boolean isGuardedInUpdates) {

        @Nullable
        Object read(EntityPersister persister, Object id, @Nullable Object[] state) {
            return inState == null ? tenantIn(attribute, persister, id) : inState.read(state);
        }

        /** How the tenant is written to its column. */
        JdbcMapping mapping(EntityPersister persister) {
            var part = Objects.requireNonNull(persister.findByPath(attribute.dottedPath()));
            return Objects.requireNonNull(part.asBasicValuedModelPart()).getJdbcMapping();
        }

        void write(EntityPersister persister, Object entity, @Nullable Object[] state, Object tenant) {
            if (inState != null) {
                inState.write(persister, entity, state, tenant);
            }
        }
    }
}
