/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.history.retention.HistoryErasure;
import dev.hibernateext.history.retention.HistoryHolds;
import dev.hibernateext.history.retention.HistoryRetention;
import dev.hibernateext.history.retention.RetentionReport;
import dev.hibernateext.history.retention.TenantLegalHold;
import dev.hibernateext.history.revision.TenantRevision;
import dev.hibernateext.it.history.TenantHistoryContract.Memo;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With tenants in rows, retention is the tenant's own, and an administrator's for all. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {Memo.class, TenantRevision.class, TenantLegalHold.class})
class HistoryTenancyRetentionIT {

    private SessionFactoryScope scope;

    @BeforeEach
    void write(SessionFactoryScope given) {
        scope = given;
        for (var tenant : List.of("red", "blue")) {
            as(tenant, session -> {
                HistoryHolds.of(session)
                        .all()
                        .forEach(hold -> HistoryHolds.of(session).release(hold.id()));
                var memo = new Memo(tenant.length(), tenant);
                memo.words.add(tenant);
                session.persist(memo);
                return true;
            });
            as(tenant, session -> {
                var memo = session.find(Memo.class, tenant.length());
                memo.text = tenant + " again";
                memo.words.clear();
                return true;
            });
            as(tenant, session -> {
                session.remove(session.find(Memo.class, tenant.length()));
                return true;
            });
        }
    }

    private <R> R as(String tenant, Function<Session, R> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            return in(session, work);
        }
    }

    private static <R> R in(Session session, Function<Session, R> work) {
        var transaction = session.beginTransaction();
        try {
            var result = work.apply(session);
            transaction.commit();
            return result;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    private static RetentionReport.Counts prune(Session session) {
        return HistoryRetention.of(session)
                .keep(Memo.class, Duration.ofNanos(1))
                .prune()
                .types()
                .values()
                .iterator()
                .next();
    }

    private long rows(String table, String column, int owner) {
        return as(
                "red",
                session -> session.createNativeQuery(
                                "select count(*) from %s where %s = %d".formatted(table, column, owner), Long.class)
                        .getSingleResult());
    }

    @Test
    void prunesTheOwnHistoryOnly() {
        var pruned = as("red", HistoryTenancyRetentionIT::prune);

        assertThat(pruned.entries()).isEqualTo(3);
        assertThat(pruned.elements()).isEqualTo(2);
        assertThat(rows("Memo_AUD", "id", 3)).isZero();
        assertThat(rows("Memo_AUD", "id", 4)).isEqualTo(3);
        assertThat(rows("Memo_words_AUD", "Memo_id", 4)).isEqualTo(2);
    }

    @Test
    void prunesAllForAnAdministrator() {
        try (var session = AllTenants.of(scope.factory()).open("red")) {
            var pruned = in(session, HistoryTenancyRetentionIT::prune);

            assertThat(pruned.entries()).isEqualTo(6);
            assertThat(pruned.elements()).isEqualTo(4);
        }
        assertThat(rows("Memo_AUD", "id", 4)).isZero();
    }

    @Test
    void erasesNothingOfOthers() {
        var found1 = as("red", session -> HistoryErasure.of(session).erase(Memo.class, 4, "text"));
        assertThat(found1).isZero();
        var found2 = as("blue", session -> HistoryErasure.of(session).erase(Memo.class, 4, "text"));
        assertThat(found2).isEqualTo(3);
    }

    @Test
    void holdsNothingOfOthers() {
        as("blue", session -> HistoryHolds.of(session).hold(Memo.class, "case 1"));

        var red = as("red", HistoryTenancyRetentionIT::prune);
        var blue = as("blue", HistoryTenancyRetentionIT::prune);

        assertThat(red.entries()).isEqualTo(3);
        assertThat(blue.entries()).isZero();
        var found3 = as("red", session -> HistoryHolds.of(session).all());
        assertThat(found3).isEmpty();
    }
}
