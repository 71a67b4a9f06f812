/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Database;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;

/** What tenants of each kind may name. */
final class Standpoints {

    /** The catalogs of PostgreSQL, H2, MariaDB and the standard tell of objects and not of rows. */
    private static final Set<String> CATALOGS = Set.of("information_schema", "pg_catalog");

    private final Set<String> mapped;
    private final Set<String> home;
    private final boolean databasesAreQualifiers;
    private final boolean protectedRows;

    Standpoints(MappedTables tables, JdbcEnvironment environment, boolean protectedRows) {
        this.mapped = union(CATALOGS, tables.qualifiers());
        this.home = union(mapped, current(environment));
        this.databasesAreQualifiers = !environment.getNameQualifierSupport().supportsSchemas();
        this.protectedRows = protectedRows;
    }

    private static Set<String> current(JdbcEnvironment environment) {
        var names = new HashSet<String>();
        Stream.of(environment.getCurrentCatalog(), environment.getCurrentSchema())
                .forEach(name -> add(name, names));
        return names;
    }

    private static void add(@Nullable Identifier name, Set<String> names) {
        if (name != null) {
            names.add(SqlName.folded(name.getText()));
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Of a session, by its tenant and where that lives, which is null in the scope of shared tables. */
    Standpoint of(TenantKey tenant, @Nullable TenantPlacement placement) {
        if (placement == null) {
            return new Standpoint(null, home, !protectedRows, true);
        }
        if (placement instanceof Schema own) {
            return new Standpoint(tenant.value(), union(mapped, Set.of(SqlName.folded(own.schema()))), false, false);
        }
        if (placement instanceof Database own) {
            var named = databasesAreQualifiers ? union(mapped, Set.of(SqlName.folded(own.database()))) : null;
            return new Standpoint(tenant.value(), named, false, false);
        }
        return new Standpoint(tenant.value(), home, !protectedRows, false);
    }

    /** Of a mapping, whose statements Hibernate runs with the keys of rows it has read, and in the scope of shared tables. */
    Standpoint ofMapping() {
        return new Standpoint(null, home, false, true);
    }
}
