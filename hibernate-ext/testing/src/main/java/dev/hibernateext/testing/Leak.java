/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import org.jspecify.annotations.Nullable;

/**
 * Something a test left open.
 *
 * @param what names it, such as {@code connection}
 * @param openedAt carries the stack that opened it, where that is known
 */
record Leak(String what, @Nullable Throwable openedAt) {

    private static final int FRAMES = 12;

    /** The stack without the frames of this library and of what it sits in, as far as the first of the test. */
    @Override
    public String toString() {
        return openedAt == null ? what : what + " opened" + frames(openedAt);
    }

    private static String frames(Throwable openedAt) {
        var text = new StringBuilder();
        var frames = openedAt.getStackTrace();
        var first = 0;
        while (first < frames.length - 1 && isPlumbing(frames[first].getClassName())) {
            first++;
        }
        for (var i = first; i < Math.min(frames.length, first + FRAMES); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text.toString();
    }

    private static boolean isPlumbing(String className) {
        return className.startsWith("dev.hibernateext.testing.jdbc.")
                || className.startsWith("dev.hibernateext.testing.internal.")
                || className.startsWith("org.hibernate.");
    }
}
