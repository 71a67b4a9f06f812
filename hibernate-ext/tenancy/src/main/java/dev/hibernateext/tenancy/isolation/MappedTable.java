/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of the mapping that statements have to be careful with. Names are folded.
 *
 * @param qualifier the schema or catalog it is mapped to, or null
 * @param name its name
 * @param tenant the column with the tenant, or null
 * @param owner the row that says whose its rows are, or null
 */
record MappedTable(
        @Nullable String qualifier,
        String name,
        @Nullable String tenant,
        @Nullable Owner owner) {

    /** The columns here and those of the other table they equal. */
    record Owner(String table, List<String> columns, List<String> targets) {}

    /** Whether all tenants share it. */
    boolean isShared() {
        return tenant == null && owner == null;
    }
}
