/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.internal.NativeStatements;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.rls.RowLevelSecuritySettings;
import dev.hibernateext.tenancy.rls.RowOwnership;
import dev.hibernateext.tenancy.routing.StatementRoute;
import dev.hibernateext.tenancy.routing.TenancySettings;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.StandardConverters;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.jspecify.annotations.Nullable;

/** Begins to look at the statements of a factory with tenants; found by Hibernate through the service loader. */
public final class IsolationIntegrator implements Integrator {

    private static final String PARSER = "net.sf.jsqlparser.parser.CCJSqlParser";

    /** For the service loader. */
    public IsolationIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        var route = StatementRoute.of(factory);
        if (route == null) {
            return;
        }
        var settings = factory.getProperties();
        var policy = IsolationPolicy.of(settings);
        var audit = policy.isOff() ? null : audit(metadata, factory, route, policy);
        var jdbc = audit != null && isOn(settings, IsolationSettings.JDBC, true);
        var logging = isOn(settings, IsolationSettings.STATEMENT_LOG, false);
        if (jdbc || logging) {
            route.show(new StatementWatch(new HibernateStatements(), jdbc ? audit : null, logging));
        }
    }

    private static IsolationAudit audit(
            Metadata metadata, SessionFactoryImplementor factory, StatementRoute route, IsolationPolicy policy) {
        var settings = factory.getProperties();
        requireParser(settings);
        var tables = MappedTables.of(metadata, RowOwnership.of(factory));
        var environment = factory.getJdbcServices().getJdbcEnvironment();
        var audit = new IsolationAudit(
                route,
                new SqlReader(tables),
                new Standpoints(tables, environment, areRowsProtected(settings)),
                policy,
                alert(settings));
        MappedStatements.of(metadata, audit::mapped);
        NativeStatements.Watch watch =
                (sql, session) -> audit.runs(sql, new TenantKey(String.valueOf(session.getTenantIdentifierValue())));
        if (!NativeStatements.show(factory, watch)) {
            throw IsolationException.displaced(IsolationPolicy.settingIn(settings));
        }
        return audit;
    }

    private static void requireParser(Map<String, Object> settings) {
        try {
            Class.forName(PARSER, false, IsolationIntegrator.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw IsolationException.withoutParser(IsolationPolicy.settingIn(settings));
        }
    }

    private static boolean areRowsProtected(Map<String, Object> settings) {
        return settings.get(RowLevelSecuritySettings.ROLE) != null
                || (settings.get(TenancySettings.CONNECTION_STATE) instanceof PostgresqlTenantState state
                        && state.hasRowLevelSecurity());
    }

    private static @Nullable IsolationAlert alert(Map<String, Object> settings) {
        var value = settings.get(IsolationSettings.ALERT);
        if (value != null && !(value instanceof IsolationAlert)) {
            throw IsolationException.wrongSetting(IsolationSettings.ALERT, "an IsolationAlert");
        }
        return (IsolationAlert) value;
    }

    private static boolean isOn(Map<String, Object> settings, String key, boolean otherwise) {
        var value = settings.get(key);
        return value == null ? otherwise : StandardConverters.BOOLEAN.convert(value);
    }
}
