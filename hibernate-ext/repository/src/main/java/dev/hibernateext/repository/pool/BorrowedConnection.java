/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A connection that somebody holds.
 *
 * @param thread the name of the one that borrowed it
 * @param since when
 * @param held how long until the report
 * @param stack where it was borrowed, the borrower's own call first
 */
public record BorrowedConnection(String thread, Instant since, Duration held, List<StackTraceElement> stack) {

    /**
     * Copies the stack.
     *
     * @param thread the name of the one that borrowed it
     * @param since when
     * @param held how long until the report
     * @param stack where it was borrowed
     */
    public BorrowedConnection {
        stack = List.copyOf(stack);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("held for %s by %s since %s".formatted(held, thread, since));
        stack.forEach(frame -> text.append("\n    at ").append(frame));
        return text.toString();
    }
}
