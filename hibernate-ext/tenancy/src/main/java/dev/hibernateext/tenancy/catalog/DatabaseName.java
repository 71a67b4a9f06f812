/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

/**
 * Which database tenants are placed in.
 *
 * @param region the region
 * @param database the database within the region
 */
public record DatabaseName(String region, String database) {

    /**
     * The database of a placement.
     *
     * @param placement of a tenant
     * @return its region and database
     */
    public static DatabaseName of(TenantPlacement placement) {
        return new DatabaseName(placement.region(), placement.database());
    }

    /**
     * For logs and errors.
     *
     * @return {@code region/database}
     */
    @Override
    public String toString() {
        return region + '/' + database;
    }
}
