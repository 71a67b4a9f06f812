/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import org.jspecify.annotations.Nullable;

/** One request for a connection. Its outcome changes once, from waiting, by the queue. */
final class Request {

    private final Line line;
    private final long arrivedNanos;
    private final Thread thread = Thread.currentThread();
    private volatile Outcome outcome = Outcome.WAITING;

    /** Who came before it, of those in its line. */
    private @Nullable Request previous;

    private @Nullable Request next;

    Request(Line line, long arrivedNanos) {
        this.line = line;
        this.arrivedNanos = arrivedNanos;
    }

    Line line() {
        return line;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    Thread thread() {
        return thread;
    }

    Outcome outcome() {
        return outcome;
    }

    boolean isWaiting() {
        return outcome == Outcome.WAITING;
    }

    @Nullable
    Request previous() {
        return previous;
    }

    @Nullable
    Request next() {
        return next;
    }

    void follow(@Nullable Request last) {
        previous = last;
        if (last != null) {
            last.next = this;
        }
    }

    void stepOut() {
        if (previous != null) {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        previous = null;
        next = null;
    }

    void end(Outcome decided) {
        outcome = decided;
    }
}
