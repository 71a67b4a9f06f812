/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.lock.AttributeDiff;
import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.core.lock.MalformedEtagException;
import dev.hibernateext.core.lock.MergeResult;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.VersionTimestamp;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The samples of docs/guide/locking.adoc. */
@HibernateExtTest
class LockingGuideTest {

    @BeforeEach
    void fill(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Product(7)));
    }

    @Test
    void updatesWithTheVersionTheClientHasSeen(SessionFactoryScope scope) {
        long versionOfForm = 0;
        scope.inTransaction(session -> {
            // tag::update[]
            var product = OptimisticLocking.of(session)
                    .update(
                            Product.class,
                            7,
                            ExpectedVersion.of(versionOfForm),
                            each -> each.price = new BigDecimal("9.90"));
            // end::update[]
            assertThat(product.getVersion()).isEqualTo(1);
        });
    }

    /** The blade: without the expected version the stale client wins. */
    @Test
    void letsAStaleClientWinWithoutTheExpectedVersion(SessionFactoryScope scope) {
        changeTitle(scope, "theirs");

        scope.inTransaction(session -> OptimisticLocking.of(session)
                .update(Product.class, 7, ExpectedVersion.any(), each -> each.title = "stale"));

        assertThat(scope.fromTransaction(session -> session.find(Product.class, 7)).title)
                .isEqualTo("stale");
    }

    @Test
    void reportsAConflict(SessionFactoryScope scope) {
        changeTitle(scope, "theirs");
        scope.inTransaction(session -> {
            // tag::conflict[]
            try {
                OptimisticLocking.of(session)
                        .update(Product.class, 7, ExpectedVersion.of(0), each -> each.title = "mine");
            } catch (VersionConflictException conflict) {
                var current = conflict.current(); // 1L
                var changedAt = conflict.changedAt();
                var fields = Objects.requireNonNull(conflict.diff()).conflicts();
                // end::conflict[]
                assertThat(current).isEqualTo(1L);
                assertThat(changedAt).isNotNull();
                assertThat(fields).extracting(AttributeDiff::path).containsExactly("title");
                // tag::conflict[]
            }
            // end::conflict[]
        });
    }

    @Test
    void speaksHttp(SessionFactoryScope scope) {
        var factory = scope.factory();
        var first = get(factory, 7);

        assertThat(put(factory, 7, first, "a").status()).isEqualTo(200);
        assertThat(put(factory, 7, first, "b").status()).isEqualTo(412);
        assertThat(put(factory, 7, "nonsense", "b").status()).isEqualTo(400);
        assertThat(put(factory, 8, first, "b").status()).isEqualTo(404);
        assertThatThrownBy(() -> IfMatch.parse("nonsense")).isInstanceOf(MalformedEtagException.class);
    }

    // tag::http[]
    String get(SessionFactory factory, int id) {
        return factory.fromStatelessTransaction(
                session -> Etag.of(session, session.get(Product.class, id)).format());
    }

    Response put(SessionFactory factory, int id, String ifMatch, String title) {
        try {
            var expected = ExpectedVersion.from(IfMatch.parse(ifMatch));
            var etag = factory.fromStatelessTransaction(session -> put(session, id, expected, title));
            return new Response(200, Map.of("ETag", etag));
        } catch (HibernateExtException e) {
            return new Response(e.status(), e.toProblem()); // 400, 404 or 412
        }
    }

    private static String put(StatelessSession session, int id, ExpectedVersion expected, String title) {
        var product = OptimisticLocking.of(session).update(Product.class, id, expected, each -> each.title = title);
        return Etag.of(session, product).format();
    }
    // end::http[]

    @Test
    void mergesTwoEditors(SessionFactoryScope scope) {
        var base = scope.fromTransaction(session -> session.find(Product.class, 7));
        var mine = scope.fromTransaction(session -> session.find(Product.class, 7));
        mine.price = BigDecimal.TEN;
        changeTitle(scope, "theirs");

        var outcome = scope.fromTransaction(session -> {
            // tag::merge[]
            var result = OptimisticLocking.of(session).merge(base, mine);
            if (result instanceof MergeResult.Merged<Product> merged) {
                return "saved as version " + merged.entity().getVersion();
            }
            return "decide on " + result.diff().conflicts();
            // end::merge[]
        });

        assertThat(outcome).isEqualTo("saved as version 2");
    }

    @Test
    void translatesWhatAPlainFlushThrows(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.find(Product.class, 7).title = "a");
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.find(Product.class, 7).title = "mine";
            changeTitle(scope, "theirs");
            // tag::flush[]
            try {
                session.flush();
            } catch (PersistenceException e) {
                var conflict = VersionConflictException.from(e, session); // null if it is something else
                // end::flush[]
                assertThat(Objects.requireNonNull(conflict).current()).isEqualTo(2L);
                // tag::flush[]
            }
            // end::flush[]
            session.getTransaction().rollback();
        }
    }

    @Test
    void versionsByTime(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Price()));

        var first = scope.fromTransaction(session -> session.find(Price.class, 1)).version;
        scope.inTransaction(session -> session.find(Price.class, 1).amount++);

        assertThat(scope.fromTransaction(session -> session.find(Price.class, 1)).version)
                .isAfter(first);
    }

    private static void changeTitle(SessionFactoryScope scope, String title) {
        scope.inTransaction(session -> session.find(Product.class, 7).title = title);
    }

    record Response(int status, Map<String, Object> body) {}

    @Entity(name = "Product")
    static class Product extends AuditedEntity {

        @Id
        int id;

        @Nullable
        String title = "title";

        @Nullable
        BigDecimal price = BigDecimal.ONE;

        Product() {}

        Product(int id) {
            this.id = id;
        }
    }

    // tag::timestamp[]
    @Entity(name = "Price")
    static class Price {

        @Id
        int id = 1;

        @Version
        @VersionTimestamp
        @Nullable
        Instant version;

        int amount;
    }
    // end::timestamp[]
}
