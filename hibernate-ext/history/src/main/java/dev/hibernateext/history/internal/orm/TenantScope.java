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
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a history a session may read: those of its tenant. A row has the tenant of what it tells of; if that was deleted and
 * Envers keeps nothing of it, its revision says whose it was, or the row before.
 *
 * @param row the tenant in the row of an alias, as a format of it; null if it has none
 * @param keepsAlways whether a row that tells of a delete has the tenant too, since it is part of the identifier
 * @param revision the tenant of the revision of an alias' row, likewise; null if revisions have none
 * @param tenant whose rows they are, or null for all
 */
public record TenantScope(
        @Nullable String row,
        boolean keepsAlways,
        @Nullable String revision,
        @Nullable Object tenant) {

    private static final TenantScope ALL = new TenantScope(null, true, null, null);
    private static final String PARAMETER = "sessionTenant";

    /** Where the tenant of rows and revisions is found. */
    public interface Paths {

        /** The tenant in a row, as a format of its alias; null if it is not recorded. */
        @Nullable
        String inRow(TenantAttribute attribute);

        /** The tenant of the revision of a row, as a format of its alias; null if revisions have none. */
        @Nullable
        String inRevision();
    }

    /** The scope of a session in the history of an entity. */
    public static TenantScope of(SharedSessionContractImplementor session, String entity, Paths paths) {
        var attribute = TenantModel.of(session.getFactory()).of(entity);
        if (attribute == null || AllTenants.areSeenBy(session.getLoadQueryInfluencers())) {
            return ALL;
        }
        var row = paths.inRow(attribute);
        var revision = paths.inRevision();
        if (row == null && revision == null) {
            throw HistoryTenantException.of(entity);
        }
        return new TenantScope(row, attribute.identifier(), revision, tenantOf(session, attribute.type()));
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
    public String and(String alias, RecordedEntity entity, Map<String, Object> parameters) {
        if (tenant == null) {
            return "";
        }
        parameters.put(PARAMETER, tenant);
        if (row == null) {
            return " and %s = :%s".formatted(of(revision, alias), PARAMETER);
        }
        var own = "%s = :%s".formatted(of(row, alias), PARAMETER);
        return keepsAlways
                ? " and " + own
                : " and (%s or %s is null and %s)".formatted(own, of(row, alias), kept(alias, entity));
    }

    private static String of(@Nullable String path, String alias) {
        return Objects.requireNonNull(path).formatted(alias);
    }

    /** A row without a tenant is a delete: its revision's, or else of whoever had the row that was deleted. */
    private String kept(String alias, RecordedEntity entity) {
        if (revision != null) {
            return "%s = :%s".formatted(of(revision, alias), PARAMETER);
        }
        var owner = alias + "Owner";
        var last = alias + "Last";
        return "exists (select 1 from %1$s %2$s where %3$s and %4$s = :%5$s and %6$s = (select max(%7$s) from %1$s %8$s where %9$s and %7$s < %10$s and %11$s is not null))"
                .formatted(
                        entity.hierarchy(),
                        owner,
                        entity.sameRow(owner, alias),
                        of(row, owner),
                        PARAMETER,
                        entity.number(owner),
                        entity.number(last),
                        last,
                        entity.sameRow(last, alias),
                        entity.number(alias),
                        of(row, last));
    }
}
