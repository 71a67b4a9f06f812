/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something a test left open.
 *
 * @param what names it, such as {@code connection}
 * @param openedAt carries the stack that opened it, where that is known
 */
record Leak(String what, @Nullable Throwable openedAt) {

    private static final int FRAMES = 12;
    private static final List<String> LIBRARIES = List.of(
            "dev.hibernateext.testing.jdbc.",
            "dev.hibernateext.testing.internal.",
            SessionFactoryScope.class.getName(),
            "org.hibernate.");
    private static final List<String> REFLECTION = List.of("java.lang.reflect.", "jdk.internal.reflect.", "org.junit.");

    @Override
    public String toString() {
        return openedAt == null ? what : what + " opened" + callers(openedAt);
    }

    /** The frames of the test and what it called: without those that led to the test and those inside the libraries. */
    private static String callers(Throwable openedAt) {
        return Arrays.stream(openedAt.getStackTrace())
                .dropWhile(frame -> startsWithAny(frame, LIBRARIES))
                .takeWhile(frame -> !startsWithAny(frame, REFLECTION))
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }

    private static boolean startsWithAny(StackTraceElement frame, List<String> prefixes) {
        return prefixes.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
