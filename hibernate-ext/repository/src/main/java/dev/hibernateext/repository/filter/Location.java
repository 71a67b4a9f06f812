/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import org.jspecify.annotations.Nullable;

/**
 * Where in a document the reader is. Consists of positions and of keys the reader knows, never of what a client wrote, so it
 * may be shown.
 */
record Location(@Nullable Location parent, Object step) {

    static @Nullable Location root() {
        return null;
    }

    static Location at(@Nullable Location parent, Object step) {
        return new Location(parent, step);
    }

    /** A JSON pointer as RFC 6901 defines it; the steps need no escapes. */
    static String pointer(@Nullable Location location) {
        return location == null ? "" : pointer(location.parent) + "/" + location.step;
    }
}
