/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** Neither actors nor executions make Hibernate interpret a query anew, or the database prepare another statement. */
@HibernateExtTest(settings = @Setting(name = "hibernate.generate_statistics", value = "true"))
class PlanCacheTest {

    private static final int EXECUTIONS = 50;

    @Test
    void interpretsSelectionsOnce(SessionFactoryScope scope) {
        assertOneInterpretation(scope, 2, session -> {
            session.createSelectionQuery("from Page p where p.createdBy = :actor and p.text like :text", Page.class)
                    .setParameter("actor", "ada")
                    .setParameter("text", "a%")
                    .getResultList();
            session.createSelectionQuery("select l.stamps.updatedAt from Leaflet l where l.id = :id", Object.class)
                    .setParameter("id", 1)
                    .getResultList();
        });
    }

    @Test
    void interpretsUpdatesOnce(SessionFactoryScope scope) {
        assertOneInterpretation(scope, 2, session -> {
            session.createMutationQuery("update Page p set p.text = :text where p.id = 1")
                    .setParameter("text", "b")
                    .executeUpdate();
            session.createMutationQuery("update Leaflet l set l.text = :text where l.id = 1")
                    .setParameter("text", "b")
                    .executeUpdate();
        });
    }

    @Test
    void preparesTheSameStatementsForEveryActor(SessionFactoryScope scope, StatementRecorder recorder) {
        as(0, () -> lifeOfARow(scope));
        var first = texts(recorder);
        recorder.clear();

        for (int i = 1; i < EXECUTIONS; i++) {
            as(i, () -> lifeOfARow(scope));
        }

        assertThat(texts(recorder)).isEqualTo(first);
    }

    private static void lifeOfARow(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.persist(new Page(1));
            session.persist(new Leaflet(1));
        });
        scope.inTransaction(session -> {
            session.find(Page.class, 1).text = "b";
            session.find(Leaflet.class, 1).text = "b";
        });
        scope.inTransaction(session -> {
            session.createMutationQuery("insert Page (id, text) select l.id + 1, l.text from Leaflet l")
                    .executeUpdate();
            session.createMutationQuery("delete Page").executeUpdate();
        });
        scope.inStatelessTransaction(session -> {
            session.upsert(new Leaflet(1));
            session.delete(new Leaflet(1));
        });
    }

    private static Set<String> texts(StatementRecorder recorder) {
        return new TreeSet<>(recorder.sql());
    }

    private static void assertOneInterpretation(SessionFactoryScope scope, int queries, Consumer<Session> work) {
        var statistics = scope.factory().getStatistics();
        as(0, () -> scope.inTransaction(work));
        var interpretations = interpretations(scope);
        statistics.clear();

        for (int i = 1; i <= EXECUTIONS; i++) {
            as(i, () -> scope.inTransaction(work));
        }

        assertThat(interpretations(scope)).isEqualTo(interpretations).isPositive();
        assertThat(statistics.getQueryPlanCacheMissCount()).isZero();
        assertThat(statistics.getQueryPlanCacheHitCount()).isGreaterThanOrEqualTo((long) queries * EXECUTIONS);
    }

    private static int interpretations(SessionFactoryScope scope) {
        var cache = scope.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache();
        return cache.getNumberOfCachedHqlInterpretations() + cache.getNumberOfCachedQueryPlans();
    }

    private static void as(int actor, Runnable work) {
        Contexts.run(Context.ofActor("actor " + actor), work);
    }

    @Entity(name = "Page")
    static class Page extends AuditedEntity {

        @Id
        int id;

        String text = "a";

        Page(int id) {
            this.id = id;
        }

        Page() {
            this(0);
        }
    }

    @Entity(name = "Leaflet")
    static class Leaflet {

        @Id
        int id;

        String text = "a";

        AuditStamps stamps = new AuditStamps();

        Leaflet(int id) {
            this.id = id;
        }

        Leaflet() {
            this(0);
        }
    }
}
