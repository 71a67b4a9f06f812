/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import java.util.List;

/** The names of what there is in Redis, behind the prefix. */
final class RegionKeys {

    private static final String STATE = "state";

    private RegionKeys() {}

    /** Of a region of entities. */
    static List<String> of(String region) {
        return List.of(STATE, region + ":values", region + ":changes", region + ":locks", region + ":uses");
    }

    /** Of a region of results, of what ends results, and of the load of one. */
    static List<String> ofResults(String region, String key) {
        return List.of(
                STATE,
                "#results:values",
                "#results:changes",
                "#results:locks",
                "#results:uses",
                region + ":heads",
                region + ":bodies",
                region + ":recency",
                "#results:patterns",
                region + ":lease:" + key);
    }
}
