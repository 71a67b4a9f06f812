/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A call of a script.
 *
 * @param script which one
 * @param keys what it works on, without the prefix
 * @param operation what it does
 * @param arguments what else it is told
 */
record Call(RedisScript script, List<String> keys, Operation operation, List<Object> arguments) {

    /** Part of what a script does. */
    interface Operation {

        String name();

        /** Whether others would go on with what is outdated if Redis did not hear of it. */
        boolean invalidates();
    }

    /** The braces keep all of a prefix on one node of a cluster, as scripts need it. */
    List<Object> keys(String prefix) {
        return keys.stream()
                .<Object>map(key -> "{%s}:%s".formatted(prefix, key))
                .toList();
    }

    /** In the order of the scripts, as bytes. */
    Object[] arguments(long quiet) {
        var all = new ArrayList<Object>(List.of(
                operation.name().toLowerCase(Locale.ROOT), UUID.randomUUID().toString(), quiet));
        all.addAll(arguments);
        return all.stream().map(Call::bytes).toArray();
    }

    private static Object bytes(Object value) {
        return value instanceof byte[] ? value : value.toString().getBytes(UTF_8);
    }
}
