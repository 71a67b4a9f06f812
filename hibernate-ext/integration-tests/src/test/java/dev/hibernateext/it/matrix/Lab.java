/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The factory under test, and beside it a reference: a factory on the same database without caches and with every feature
 * on. The reference seeds rows and tells what the database holds.
 */
final class Lab implements AutoCloseable {

    private final SessionFactoryScope subject;
    private final SessionFactoryScope reference;
    private final MutableClock clock;
    private final List<ChangeSet> captured = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    Lab(SessionFactoryScope subject, MutableClock clock) {
        this.subject = subject;
        this.clock = clock;
        this.reference = subject.openAnother(settings -> {
            settings.put("hibernate.cache.use_second_level_cache", "false");
            settings.put("hibernate.cache.use_query_cache", "false");
            Guarantees.ALL.forEach(guarantee -> settings.put(guarantee.feature().setting(), "true"));
        });
        reference.inTransaction(session -> session.persist(new Source()));
        Changes.of(subject.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                captured.add(changes);
            }
        });
    }

    SessionFactoryScope subject() {
        return subject;
    }

    SessionFactoryScope reference() {
        return reference;
    }

    MutableClock clock() {
        return clock;
    }

    /** What the subject's listener was told, for the caller to clear. */
    List<ChangeSet> captured() {
        return captured;
    }

    int nextId() {
        return ids.incrementAndGet();
    }

    @Override
    public void close() {
        reference.close();
    }
}
