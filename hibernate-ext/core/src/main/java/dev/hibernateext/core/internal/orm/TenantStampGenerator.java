/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.tenant.TenantAssignedException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import java.util.EnumSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.jspecify.annotations.Nullable;

/**
 * Gives inserted rows the tenant of their session.
 *
 * @param attribute the entity name and the path of the attribute, joined by a dot
 * @param type of the attribute
 */
record TenantStampGenerator(String attribute, Class<?> type) implements BeforeExecutionGenerator {

    @Override
    public EnumSet<EventType> getEventTypes() {
        return EventTypeSets.INSERT_ONLY;
    }

    @Override
    public Class<?> getGeneratedType() {
        return type;
    }

    @Override
    public boolean allowAssignedIdentifiers() {
        return true;
    }

    @Override
    public Object generate(
            SharedSessionContractImplementor session, Object owner, @Nullable Object current, EventType event) {
        if (AllTenants.areSeenBy(session.getLoadQueryInfluencers())) {
            if (current == null) {
                throw TenantAssignedException.unknown(attribute);
            }
            return current;
        }
        var tenant = SessionTenant.of(session, type);
        if (current != null && !current.equals(tenant)) {
            throw TenantAssignedException.other(attribute);
        }
        return tenant;
    }
}
