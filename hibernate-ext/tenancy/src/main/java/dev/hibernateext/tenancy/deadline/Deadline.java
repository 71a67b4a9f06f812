/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.deadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By when a connection is there, or an error. What stands before the pools opens one with its own time-out, and all that it asks on
 * the same thread ends with it: the time-outs of a composition do not add up, the earliest end holds. Applications open one around
 * work whose caller waits no longer:
 *
 * <pre>{@code
 * try (var deadline = Deadline.open(Duration.ofSeconds(2))) {
 *     factory.inTransaction(session -> session.persist(invoice));
 * }
 * }</pre>
 *
 * <p>It bounds how long connections are waited for, not the work that is done with them. A pool cannot be told of it; a {@link
 * TimelyDataSource} before the pool asks only while there is time for the answer. Goes by {@link System#nanoTime}.
 */
public final class Deadline implements AutoCloseable {

    /** Removed with the outermost, so that a pooled thread keeps nothing. */
    private static final ThreadLocal<Deadline> INNERMOST = new ThreadLocal<>();

    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** In force where nobody opened one: it ends after all programs. */
    private static final Deadline NONE = new Deadline(null, System.nanoTime(), Long.MAX_VALUE / 2);

    private final @Nullable Deadline outer;
    private final Deadline outermost;
    private final long openedNanos;
    private final long lengthNanos;
    private @Nullable List<Wait> waits;

    private Deadline(@Nullable Deadline outer, long openedNanos, long lengthNanos) {
        this.outer = outer;
        this.outermost = outer == null ? this : outer.outermost;
        this.openedNanos = openedNanos;
        this.lengthNanos = lengthNanos;
    }

    /**
     * Puts a deadline in force on this thread. Within another one it ends no later than that.
     *
     * @param longest the time from now, zero or more; ten years if it is longer
     * @return to be closed on this thread, which puts the one before in force again
     */
    public static Deadline open(Duration longest) {
        var outer = INNERMOST.get();
        var now = System.nanoTime();
        var own = (longest.compareTo(LONGEST) < 0 ? longest : LONGEST).toNanos();
        var deadline = new Deadline(outer, now, outer == null ? own : Math.min(own, outer.remainingNanos(now)));
        INNERMOST.set(deadline);
        return deadline;
    }

    /**
     * What is in force on this thread.
     *
     * @return the one opened last; one that never ends if there is none
     */
    public static Deadline current() {
        var innermost = INNERMOST.get();
        return innermost == null ? NONE : innermost;
    }

    /**
     * How much is left.
     *
     * @return in nanoseconds; zero or less if it is over
     */
    public long remainingNanos() {
        return remainingNanos(System.nanoTime());
    }

    private long remainingNanos(long now) {
        return lengthNanos - (now - openedNanos);
    }

    /**
     * Whether the time is up.
     *
     * @return true if nothing is left
     */
    public boolean isOver() {
        return remainingNanos() <= 0;
    }

    /**
     * Whether another deadline ends this one earlier than it was opened for.
     *
     * @param longest what it was opened for
     * @return false if it ends by itself
     */
    public boolean isCutShort(Duration longest) {
        return lengthNanos < longest.toNanos();
    }

    /**
     * How long it is.
     *
     * @return from when it was opened to its end
     */
    public Duration length() {
        return Duration.ofNanos(lengthNanos);
    }

    /**
     * How long it has been in force.
     *
     * @return since it was opened
     */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /**
     * Notes a wait that ended well, for the errors of those that may not.
     *
     * @param reason what for, as it stands behind "for" in a message
     * @param nanos how long, in nanoseconds
     */
    public void waited(String reason, long nanos) {
        if (this == NONE) {
            return;
        }
        var noted = outermost.waits;
        if (noted == null) {
            noted = new ArrayList<>(2);
            outermost.waits = noted;
        }
        noted.add(new Wait(reason, Duration.ofNanos(nanos)));
    }

    /**
     * What was waited for, by all within the outermost deadline.
     *
     * @return in its order
     */
    public List<Wait> waits() {
        var noted = outermost.waits;
        return noted == null ? List.of() : List.copyOf(noted);
    }

    /**
     * The end of a message: what was waited for before.
     *
     * @return empty, or a sentence behind a space
     */
    public String account() {
        var noted = waits();
        return noted.isEmpty()
                ? ""
                : noted.stream().map(Wait::toString).collect(Collectors.joining(", ", " It had waited ", " before."));
    }

    /** Puts the deadline in force that was before. */
    @Override
    public void close() {
        if (INNERMOST.get() != this) {
            throw new IllegalStateException("A deadline is closed on its own thread, the one opened last first");
        }
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
    }
}
