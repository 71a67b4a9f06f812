/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import org.junit.jupiter.api.BeforeEach;

class InMemoryTenantCatalogTest extends TenantRegistryContract {

    @BeforeEach
    void begin() {
        use(new InMemoryTenantCatalog());
    }
}
