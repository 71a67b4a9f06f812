/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While rows come and go everywhere in the sort, pages show each row once, and each that stays. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CursorConcurrencyIT {

    private static final int STAYING = 300;
    private static final int WRITERS = 2;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final AtomicInteger nextId = new AtomicInteger(STAYING);
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();

    /** Fewer writes than a page has rows, or the reader may never come to the end. */
    private final Semaphore allowed = new Semaphore(0);

    private final SessionFactoryScope scope;

    CursorConcurrencyIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsEachRowOnce(boolean backward) {
        scope.inTransaction(session ->
                IntStream.range(0, STAYING).forEach(id -> session.persist(new Event(id, rank(new Random(seed + id))))));
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> CompletableFuture.runAsync(() -> write(new Random(seed - number - 1))))
                .toList();

        List<Integer> seen;
        try {
            seen = read(backward);
        } finally {
            done.set(true);
            allowed.release(WRITERS);
            writers.forEach(CompletableFuture::join);
        }

        assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen))
                .as("seed %d", seed)
                .containsAll(IntStream.range(0, STAYING).boxed().toList());
        assertThat(written).hasPositiveValue();
    }

    /** A page a transaction, each behind a write that was not there for the page before. */
    private List<Integer> read(boolean backward) {
        var pages = CursorPages.of(scope.factory(), Event.class)
                .ascending("place")
                .signedWith(new byte[32])
                .build();
        var seen = new ArrayList<Integer>();
        String token = null;
        do {
            var before = written.get();
            allowed.release(2 * WRITERS);
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> written.get() > before);
            var request = new CursorRequest(7, token, backward);
            var page = scope.fromTransaction(session -> pages.read(session, request, query -> query));
            page.items().forEach(event -> seen.add(event.id));
            token = backward ? page.previous() : page.next();
        } while (token != null);
        return seen;
    }

    private void write(Random random) {
        allowed.acquireUninterruptibly();
        while (!done.get()) {
            var id = nextId.getAndIncrement();
            scope.inTransaction(session -> session.persist(new Event(id, rank(random))));
            if (random.nextBoolean()) {
                scope.inTransaction(session -> session.remove(session.getReference(Event.class, id)));
            }
            written.incrementAndGet();
            allowed.acquireUninterruptibly();
        }
    }

    private static @Nullable Integer rank(Random random) {
        return random.nextInt(10) < 3 ? null : random.nextInt(20);
    }

    @Entity(name = "Event")
    static class Event {

        @Id
        int id;

        @Nullable
        Integer place;

        protected Event() {}

        Event(int id, @Nullable Integer rank) {
            this.id = id;
            this.place = rank;
        }
    }
}
