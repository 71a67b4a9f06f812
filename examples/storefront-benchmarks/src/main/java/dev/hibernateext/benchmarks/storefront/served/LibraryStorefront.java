/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.served;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.examples.storefront.StorefrontApplication;
import dev.hibernateext.examples.storefront.shop.Shop;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.LazyDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The storefront as it is, but on a server that runs already, with shops that are filled and without tokens for everybody. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = StorefrontApplication.class)
@ComponentScan(
        basePackageClasses = StorefrontApplication.class,
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(StorefrontApplication|ShopDatabases|demo\\..*)"))
class LibraryStorefront {

    private static final int CONNECTIONS = 5;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    InMemoryTenantCatalog catalog() {
        return InMemoryTenantCatalog.of(Shop.ALL.stream().map(Shop::tenant).toArray(Tenant[]::new));
    }

    @Bean
    TenantDatabases databases(@Value("${served.url}") String url) {
        return new LazyDatabases(TenantPlacement.rows(TenantDatabases.MAIN), (region, name) -> pool(url, name));
    }

    private static HikariDataSource pool(String url, String name) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url.replace("/postgres?", name.equals(TenantDatabases.MAIN) ? "/postgres?" : "/" + name + "?"));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName(name);
        return pool;
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(TenantDatabases databases) {
        return databases.shared();
    }
}
