/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import jakarta.persistence.AttributeConverter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Holds whoever reads a value from the database until it is opened. */
public final class Gate implements AttributeConverter<String, String> {

    static final String FAILURE = "the reader failed as it was to";

    private static volatile CountDownLatch closed = new CountDownLatch(0);
    private static final AtomicReference<@Nullable Thread> FREE = new AtomicReference<>();
    private static final AtomicReference<@Nullable Runnable> INSIDE = new AtomicReference<>();
    private static final AtomicBoolean FAILS = new AtomicBoolean();
    private static final AtomicInteger AWAITED = new AtomicInteger();

    /** Made by Hibernate. */
    public Gate() {}

    static void close() {
        closed = new CountDownLatch(1);
        FREE.set(null);
        FAILS.set(false);
        AWAITED.set(0);
    }

    static void open() {
        closed.countDown();
    }

    static void openFor(Thread one) {
        FREE.set(one);
    }

    /** The first who comes through does something there. */
    static void inside(Runnable work) {
        INSIDE.set(work);
    }

    /** The first who comes through fails. */
    static void failOnce() {
        FAILS.set(true);
    }

    static int awaited() {
        return AWAITED.get();
    }

    static boolean isAwaited() {
        return awaited() > 0;
    }

    @Override
    public String convertToDatabaseColumn(String value) {
        return value;
    }

    @Override
    public String convertToEntityAttribute(String value) {
        AWAITED.incrementAndGet();
        if (FREE.get() != Thread.currentThread()) {
            pass();
        }
        return value;
    }

    private static void pass() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (FAILS.getAndSet(false)) {
            throw new IllegalStateException(FAILURE);
        }
        var work = INSIDE.getAndSet(null);
        if (work != null) {
            work.run();
        }
    }
}
