/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import java.util.List;
import java.util.stream.Stream;

/** The names of what a region has in Redis. The braces keep all of a prefix on one node of a cluster, as scripts need it. */
final class RegionKeys {

    private RegionKeys() {}

    static List<Object> of(String prefix, String region) {
        return Stream.<Object>of(
                        "{%s}:state".formatted(prefix),
                        "{%s}:%s:values".formatted(prefix, region),
                        "{%s}:%s:changes".formatted(prefix, region),
                        "{%s}:%s:locks".formatted(prefix, region),
                        "{%s}:%s:uses".formatted(prefix, region))
                .toList();
    }
}
