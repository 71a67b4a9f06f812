/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import dev.hibernateext.history.internal.orm.AuditedRevisions;
import dev.hibernateext.history.internal.orm.TenantScope;
import org.jspecify.annotations.Nullable;

/**
 * Where the tenant of rows and revisions is found.
 *
 * @param type whose rows they are
 * @param revisions the entity of revisions
 */
record LoggedTenant(LoggedType type, AuditedRevisions revisions) implements TenantScope.Paths {

    @Override
    public @Nullable String inRow(TenantAttribute attribute) {
        var path = attribute.dottedPath();
        return attribute.identifier() || type.names().contains(path) ? "%s." + path : null;
    }

    @Override
    public @Nullable String inRevision() {
        var attribute = TenantModel.of(type.persister().getFactory()).of(revisions.name());
        return attribute == null
                ? null
                : "(select v.%s from %s v where v.%s = changesetId(%%s))"
                        .formatted(attribute.dottedPath(), revisions.name(), revisions.numberName());
    }
}
