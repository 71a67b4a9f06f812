/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.util.List;
import org.hibernate.cfg.TransactionSettings;

/**
 * A persistence unit cannot have tenants as it is configured. The session factory was not built; or, if it is about a database of
 * tenants, they are given no connection to it.
 */
public final class TenancyConfigurationException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private TenancyConfigurationException(String message) {
        super("tenancy.configuration", message, null);
    }

    static TenancyConfigurationException missing(String setting, Class<?> type) {
        return new TenancyConfigurationException(
                "The setting %s is missing. Set it to a %s.".formatted(setting, type.getSimpleName()));
    }

    static TenancyConfigurationException wrongType(String setting, Class<?> type, Object value) {
        return new TenancyConfigurationException("The setting %s is a %s. Set it to a %s."
                .formatted(setting, value.getClass().getName(), type.getSimpleName()));
    }

    static TenancyConfigurationException occupied(String setting) {
        return new TenancyConfigurationException(
                "The setting %s is set next to %s. Leave it out: with a catalog, connections are taken through its tenants."
                        .formatted(setting, TenancySettings.CATALOG));
    }

    static TenancyConfigurationException cacheKeys(String setting) {
        return new TenancyConfigurationException(
                "The setting %s chooses cache keys without a tenant, by which one tenant would be given what another one put into the cache. Remove it."
                        .formatted(setting));
    }

    static TenancyConfigurationException loadsWithoutSession() {
        return new TenancyConfigurationException(
                "The setting %s lets instances load without a session, from whatever tenant is in force then. Remove it, or set %s to true."
                        .formatted(
                                TransactionSettings.ENABLE_LAZY_LOAD_NO_TRANS, TenancySettings.LOADS_WITHOUT_SESSION));
    }

    static TenancyConfigurationException withoutTenant(List<String> entities) {
        return new TenancyConfigurationException(
                "Tenants with rows in common tables would see each other's rows of %s. Give them a @TenantId attribute, declare them @SharedAmongTenants, put the history of Envers under row-level security that is checked, or, if all tenants have a schema or a database of their own, set %s to false."
                        .formatted(entities, TenancySettings.STRICT));
    }

    static TenancyConfigurationException pooledState(TenantConnectionState state, String database) {
        return new TenancyConfigurationException(
                "A pooler before %s may serve each transaction by another connection, and the state %s sets is for one connection: the next tenant there would meet it. Use PostgresqlTenantState, with SignedTokens.forAnyBackend(), or set %s to session if the pooler keeps a connection for each client."
                        .formatted(database, state.getClass().getName(), TenancySettings.POOLER));
    }

    static TenancyConfigurationException pooledStatements(String database) {
        return new TenancyConfigurationException(
                "A pooler before %s may serve each transaction by another connection, on which the driver's prepared statements are others or none. Connect with prepareThreshold=0, or set %s to transaction if the pooler follows prepared statements, or to session if it keeps a connection for each client."
                        .formatted(database, TenancySettings.POOLER));
    }

    static TenancyConfigurationException unknownPooler(String setting) {
        return new TenancyConfigurationException(
                "The setting %s is not known. Set it to detect, transaction or session.".formatted(setting));
    }

    static TenancyConfigurationException withoutCatalog() {
        return new TenancyConfigurationException(
                "The session factory has no tenants. Set %s.".formatted(TenancySettings.CATALOG));
    }

    static TenancyConfigurationException sharedWithoutSchema(List<String> entities) {
        return new TenancyConfigurationException(
                "A schema of a tenant would get tables of its own for %s, which are declared @SharedAmongTenants. Give them a schema with @Table(schema = ...)."
                        .formatted(entities));
    }

    static TenancyConfigurationException unknownProduct(String product) {
        return new TenancyConfigurationException(
                "Nothing is known about schemas of tenants on %s. Set %s, or place tenants in databases and rows."
                        .formatted(product, TenancySettings.CONNECTION_STATE));
    }
}
