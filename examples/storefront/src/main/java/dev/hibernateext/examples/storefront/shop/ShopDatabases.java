/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.shop;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.LazyDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tenants, and the server with their databases. The starter finds both beans and gives them to Hibernate. */
@Configuration(proxyBeanMethods = false)
class ShopDatabases {

    private static final int CONNECTIONS = 5;

    @Bean
    InMemoryTenantCatalog catalog() {
        return InMemoryTenantCatalog.of(Shop.ALL.stream().map(Shop::tenant).toArray(Tenant[]::new));
    }

    /** A server of its own, unpacked into the temporary folder and gone with the application. */
    @Bean(destroyMethod = "close")
    EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Bean
    TenantDatabases databases(EmbeddedPostgres server) {
        return new LazyDatabases(TenantPlacement.rows(TenantDatabases.MAIN), (region, name) -> pool(server, name));
    }

    /** What Spring Boot looks for; it has the tables of all shops without a database of their own. */
    @Bean(destroyMethod = "")
    DataSource dataSource(TenantDatabases databases) {
        return databases.shared();
    }

    private static HikariDataSource pool(EmbeddedPostgres server, String name) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", name.equals(TenantDatabases.MAIN) ? "postgres" : name));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName(name);
        return pool;
    }
}
