/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The scripts that take steps. */
enum RedisScript {
    REGION("region.lua"),
    RESULTS("results.lua");

    private final String text;

    RedisScript(String name) {
        this.text = read("changes.lua") + read(name);
    }

    String text() {
        return text;
    }

    private static String read(String name) {
        try (var script = requireNonNull(RedisScript.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
