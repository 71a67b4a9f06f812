/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.SimpleAuxiliaryDatabaseObject;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.jspecify.annotations.Nullable;

/** Finds the tables of tenants when a factory is built; found by Hibernate through the service loader. */
public final class RowLevelSecurityIntegrator implements Integrator {

    /** For the service loader. */
    public RowLevelSecurityIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        var context = factory.getSqlStringGenerationContext();
        var tables = List.copyOf(TenantTables.of(metadata, table -> context.format(table.getQualifiedTableName())));
        factory.getServiceRegistry().requireService(TenantTableModels.class).put(factory, tables);
        var role = text(factory, RowLevelSecuritySettings.ROLE);
        if (role != null) {
            if (!(metadata.getDatabase().getDialect() instanceof PostgreSQLDialect)) {
                throw RowLevelSecurityException.notPostgresql();
            }
            var security = RowLevelSecurity.of(tables, role);
            security.statements().forEach(sql -> add(metadata.getDatabase(), sql));
            factory.addObserver(new BootCheck(security, mode(factory)));
        }
    }

    /** Whether a factory has row-level security and does not start while something goes past it. */
    static boolean isEnforced(SessionFactoryImplementor factory) {
        return text(factory, RowLevelSecuritySettings.ROLE) != null && mode(factory) == BootCheck.Mode.REFUSE;
    }

    /** Each is a statement of its own in scripts. Dropping nothing keeps the keys where Hibernate updates a schema. */
    private static void add(Database database, String sql) {
        database.addAuxiliaryDatabaseObject(new SimpleAuxiliaryDatabaseObject(
                database.getDefaultNamespace(), new String[] {sql}, new String[0], Set.of()));
    }

    private static BootCheck.Mode mode(SessionFactoryImplementor factory) {
        var value = text(factory, RowLevelSecuritySettings.CHECK);
        if (value == null) {
            return BootCheck.Mode.REFUSE;
        }
        return Stream.of(BootCheck.Mode.values())
                .filter(mode -> mode.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> RowLevelSecurityException.unknownMode(RowLevelSecuritySettings.CHECK));
    }

    private static @Nullable String text(SessionFactoryImplementor factory, String setting) {
        var value = factory.getProperties().get(setting);
        return value == null ? null : value.toString();
    }
}
