/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The script that takes a step. */
final class RegionScript {

    static final String TEXT = read();

    private RegionScript() {}

    private static String read() {
        try (var script = requireNonNull(RegionScript.class.getResourceAsStream("region.lua"), "region.lua")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
