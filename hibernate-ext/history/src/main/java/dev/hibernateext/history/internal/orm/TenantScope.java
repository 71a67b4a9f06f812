/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import dev.hibernateext.history.HistoryTenantException;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a history a session may read: those of its tenant. A row has the tenant of what it tells of; if that was deleted and
 * Envers keeps nothing of it, its revision says whose it was, or the row before.
 *
 * @param row the path of the tenant in a row, or null if it has none
 * @param keepsAlways whether a row that tells of a delete has the tenant too, since it is part of the identifier
 * @param revision the path of the tenant behind a row, or null if revisions have none
 * @param tenant whose rows they are, or null for all
 */
record TenantScope(
        @Nullable String row,
        boolean keepsAlways,
        @Nullable String revision,
        @Nullable Object tenant) {

    private static final TenantScope ALL = new TenantScope(null, true, null, null);
    private static final String PARAMETER = "sessionTenant";

    static TenantScope of(
            SharedSessionContractImplementor session, String entity, AuditedType type, EnversService envers) {
        var model = TenantModel.of(session.getFactory());
        var attribute = model.of(entity);
        if (attribute == null || AllTenants.areSeenBy(session.getLoadQueryInfluencers())) {
            return ALL;
        }
        var config = envers.getConfig();
        var row = rowPath(attribute, type, config.getOriginalIdPropertyName());
        var ofRevision = model.of(config.getRevisionInfo().getRevisionInfoEntityName());
        var revision = ofRevision == null ? null : config.getRevisionPropertyPath(ofRevision.dottedPath());
        if (row == null && revision == null) {
            throw HistoryTenantException.of(entity);
        }
        return new TenantScope(row, attribute.identifier(), revision, tenantOf(session, attribute.type()));
    }

    private static @Nullable String rowPath(TenantAttribute attribute, AuditedType type, String originalId) {
        if (attribute.identifier()) {
            return originalId + '.' + attribute.path().get(attribute.path().size() - 1);
        }
        var name = String.join("_", attribute.path());
        return type.has(name) ? name : null;
    }

    /** As core's rule for rows: no name of a tenant makes a session see those of others. */
    private static Object tenantOf(SharedSessionContractImplementor session, Class<?> expected) {
        var tenant = session.getTenantIdentifierValue();
        if (tenant == null) {
            throw TenantMissingException.forSession();
        }
        if (!expected.isInstance(tenant)) {
            throw TenantMissingException.ofType(expected, tenant.getClass());
        }
        if (tenant instanceof String text && new TenantKey(text).isReserved()) {
            throw TenantMissingException.reserved();
        }
        return tenant;
    }

    /** The condition for the rows of an alias, behind others. */
    String and(String alias, AuditedEntity entity, Map<String, Object> parameters) {
        if (tenant == null) {
            return "";
        }
        parameters.put(PARAMETER, tenant);
        if (row == null) {
            return " and %s.%s = :%s".formatted(alias, revision, PARAMETER);
        }
        var own = "%s.%s = :%s".formatted(alias, row, PARAMETER);
        return keepsAlways
                ? " and " + own
                : " and (%s or %s.%s is null and %s)".formatted(own, alias, row, kept(alias, entity));
    }

    /** A row without a tenant is a delete: its revision's, or else of whoever had the row that was deleted. */
    private String kept(String alias, AuditedEntity entity) {
        if (revision != null) {
            return "%s.%s = :%s".formatted(alias, revision, PARAMETER);
        }
        var owner = alias + "Owner";
        var last = alias + "Last";
        return "exists (select 1 from %1$s %2$s where %3$s and %2$s.%4$s = :%5$s and %2$s.%6$s = (select max(%7$s.%6$s) from %1$s %7$s where %8$s and %7$s.%6$s < %9$s.%6$s and %7$s.%4$s is not null))"
                .formatted(
                        entity.table(),
                        owner,
                        entity.sameRow(owner, alias),
                        row,
                        PARAMETER,
                        entity.number(),
                        last,
                        entity.sameRow(last, alias),
                        alias);
    }
}
