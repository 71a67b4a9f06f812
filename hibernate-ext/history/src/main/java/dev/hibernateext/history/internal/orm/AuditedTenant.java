/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;

/**
 * Where Envers keeps the tenant of rows and revisions.
 *
 * @param type whose rows they are
 * @param envers keeps them
 * @param factory of the entities
 */
record AuditedTenant(AuditedType type, EnversService envers, SessionFactoryImplementor factory)
        implements TenantScope.Paths {

    @Override
    public @Nullable String inRow(TenantAttribute attribute) {
        if (attribute.identifier()) {
            var last = attribute.path().get(attribute.path().size() - 1);
            return "%s." + envers.getConfig().getOriginalIdPropertyName() + '.' + last;
        }
        var name = String.join("_", attribute.path());
        return type.has(name) ? "%s." + name : null;
    }

    @Override
    public @Nullable String inRevision() {
        var config = envers.getConfig();
        var attribute = TenantModel.of(factory).of(config.getRevisionInfo().getRevisionInfoEntityName());
        return attribute == null ? null : "%s." + config.getRevisionPropertyPath(attribute.dottedPath());
    }
}
