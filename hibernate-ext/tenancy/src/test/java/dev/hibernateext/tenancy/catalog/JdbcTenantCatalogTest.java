/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcTenantCatalogTest extends TenantRegistryContract {

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void begin() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var catalog = new JdbcTenantCatalog(database);
        catalog.createTable();
        use(catalog);
    }

    @Test
    void saysWhatToDoWithoutTable() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());

        assertThatThrownBy(() -> new JdbcTenantCatalog(database).stream())
                .isInstanceOf(TenantCatalogException.class)
                .hasMessageContaining("SQLSTATE 42S0")
                .hasMessageContaining("createTable");
    }
}
