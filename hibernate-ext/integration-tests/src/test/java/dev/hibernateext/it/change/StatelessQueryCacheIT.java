/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** Cached query results after writes of stateless sessions, with nobody listening to changes. */
@HibernateExtTest(
        entities = Reader.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.use_query_cache", value = "true"),
            @Setting(name = "hibernate.cache.use_second_level_cache", value = "true"),
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class StatelessQueryCacheIT {

    private final SessionFactoryScope scope;

    StatelessQueryCacheIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void isFreshAfterEveryWrite() {
        assertThat(names(scope)).isEmpty();

        assertThat(namesAfter(scope, session -> session.insert(new Reader(1, "Ada"))))
                .containsExactly("Ada");
        assertThat(namesAfter(scope, session -> session.update(new Reader(1, "Eve"))))
                .containsExactly("Eve");
        assertThat(namesAfter(scope, session -> session.upsert(new Reader(1, "Ida"))))
                .containsExactly("Ida");
        assertThat(namesAfter(
                        scope,
                        session -> session.createMutationQuery("update Reader set name = 'Uma'")
                                .executeUpdate()))
                .containsExactly("Uma");
        assertThat(namesAfter(
                        scope,
                        session -> session.createNativeMutationQuery("update reader set name = 'Mia'")
                                .executeUpdate()))
                .containsExactly("Mia");
        assertThat(namesAfter(scope, session -> session.delete(new Reader(1, "Mia"))))
                .isEmpty();
    }

    @Test
    void isFreshAfterAWriteOutsideATransaction() {
        assertThat(names(scope)).isEmpty();

        try (var session = scope.openStatelessSession()) {
            session.insert(new Reader(1, "Ada"));
        }

        assertThat(names(scope)).containsExactly("Ada");
    }

    @Test
    void keepsResultsWhenTheWriteIsRolledBack() {
        scope.inStatelessTransaction(session -> session.insert(new Reader(1, "Ada")));

        try (var session = scope.openStatelessSession()) {
            session.beginTransaction();
            session.update(new Reader(1, "Eve"));
            session.getTransaction().rollback();
        }

        assertThat(names(scope)).containsExactly("Ada");
    }

    private static List<String> namesAfter(SessionFactoryScope in, Consumer<StatelessSession> write) {
        in.inStatelessTransaction(write);
        return names(in);
    }

    static List<String> names(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.createSelectionQuery("select name from Reader", String.class)
                .setCacheable(true)
                .getResultList());
    }
}
