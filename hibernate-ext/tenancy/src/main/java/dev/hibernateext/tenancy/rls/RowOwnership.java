/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What says whose the rows of a table are: a column of their own, or the row of another table they refer to. Names are as they
 * stand in SQL. For the isolation audit.
 *
 * @param table the table
 * @param column the column with the tenant, or null where an owner's row says it
 * @param owner the row that says it, or null
 */
public record RowOwnership(
        String table, @Nullable String column, @Nullable Owner owner) {

    /**
     * The row that says whose another is.
     *
     * @param table its table
     * @param columns of the table whose rows it owns
     * @param targets the columns of its own table they equal
     */
    public record Owner(String table, List<String> columns, List<String> targets) {}

    /**
     * All tables of a factory with rows of tenants.
     *
     * @param factory with entities of tenants
     * @return one for each table
     */
    public static List<RowOwnership> of(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry().requireService(TenantTableModels.class).of(factory).stream()
                .map(RowOwnership::of)
                .toList();
    }

    private static RowOwnership of(TenantTable table) {
        var tenant = table.tenant();
        var owner = table.owner();
        return new RowOwnership(
                table.name(),
                tenant == null ? null : tenant.name(),
                owner == null ? null : new Owner(owner.table(), owner.columns(), owner.targets()));
    }
}
