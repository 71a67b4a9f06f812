/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types and stack frames of an exception and its causes; never their messages, which may hold values.
 *
 * @param failure the outermost exception
 */
public record Trace(Throwable failure) {

    @Override
    public String toString() {
        var text = new StringBuilder();
        append(text, failure, Collections.newSetFromMap(new IdentityHashMap<>()));
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        text.append(seen.size() == 1 ? "" : System.lineSeparator() + "Caused by: ")
                .append(failure.getClass().getName());
        for (var frame : failure.getStackTrace()) {
            text.append(System.lineSeparator()).append("\tat ").append(frame);
        }
        append(text, failure.getCause(), seen);
    }
}
