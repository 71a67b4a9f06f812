/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static dev.hibernateext.tenancy.catalog.InvalidPlacementException.checked;

/** Where the rows of a tenant are. */
public sealed interface TenantPlacement {

    /** The region of tenants that name none. */
    String DEFAULT_REGION = "default";

    /**
     * The region that rows and connections stay in.
     *
     * @return a name of the application's
     */
    String region();

    /**
     * The database within the region.
     *
     * @return a name {@code TenantDatabases} knows
     */
    String database();

    /**
     * In the tables of a database, next to the rows of other tenants.
     *
     * @param region the region
     * @param database the database
     */
    record Rows(String region, String database) implements TenantPlacement {

        /**
         * Checks the names.
         *
         * @throws InvalidPlacementException if one cannot be a name
         */
        public Rows {
            checked("region", region);
            checked("database", database);
        }
    }

    /**
     * In a schema of its own.
     *
     * @param region the region
     * @param database the database, with schemas of other tenants
     * @param schema the schema's name as it is, without quotes
     */
    record Schema(String region, String database, String schema) implements TenantPlacement {

        /**
         * Checks the names.
         *
         * @throws InvalidPlacementException if one cannot be a name
         */
        public Schema {
            checked("region", region);
            checked("database", database);
            checked("schema", schema);
        }
    }

    /**
     * In a database of its own.
     *
     * @param region the region
     * @param database the database, with nobody else in it
     */
    record Database(String region, String database) implements TenantPlacement {

        /**
         * Checks the names.
         *
         * @throws InvalidPlacementException if one cannot be a name
         */
        public Database {
            checked("region", region);
            checked("database", database);
        }
    }

    /**
     * Rows in the default region.
     *
     * @param database the database
     * @return the placement
     */
    static TenantPlacement rows(String database) {
        return new Rows(DEFAULT_REGION, database);
    }

    /**
     * A schema in the default region.
     *
     * @param database the database
     * @param schema the schema's name
     * @return the placement
     */
    static TenantPlacement schema(String database, String schema) {
        return new Schema(DEFAULT_REGION, database, schema);
    }

    /**
     * A database in the default region.
     *
     * @param database the database
     * @return the placement
     */
    static TenantPlacement database(String database) {
        return new Database(DEFAULT_REGION, database);
    }
}
