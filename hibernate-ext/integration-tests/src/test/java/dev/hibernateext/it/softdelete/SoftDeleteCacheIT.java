/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second-level cache shows no deleted row and hides no restored one. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class SoftDeleteCacheIT {

    @BeforeEach
    void fillTheCache(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var parent = new Parent(1);
            session.persist(parent);
            session.persist(new Child(1, parent));
            session.persist(new Child(2, parent));
        });
        read(scope);
    }

    private static void read(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            Hibernate.initialize(parent(session).children);
            children(session);
        });
    }

    @Test
    void servesLiveRows(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.clear();

        assertSeen(scope, 2);

        recorder.assertCount(0);
    }

    @Test
    void showsNoRowThatWasRemoved(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.remove(session.find(Child.class, 1)));

        assertSeen(scope, 1);
        assertSeen(scope, 1);
    }

    @Test
    void showsNoRowThatAStatelessSessionDeleted(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.delete(session.get(Child.class, 1)));

        assertSeen(scope, 1);
        assertSeen(scope, 1);
    }

    @Test
    void showsNoRowThatAStatementDeleted(SessionFactoryScope scope) {
        scope.inTransaction(session ->
                session.createMutationQuery("delete Child where id = 1").executeUpdate());

        assertSeen(scope, 1);
        assertSeen(scope, 1);
    }

    @Test
    void showsNoRowThatAScopeHasRead(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.remove(session.find(Child.class, 1)));

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertThat(all.find(Child.class, 1)).isNotNull();
                assertThat(parent(all).children).hasSize(2);
                assertThat(children(all)).hasSize(2);
            }
        });

        assertSeen(scope, 1);
        assertSeen(scope, 1);
    }

    @Test
    void showsNoRowThatAReferenceHasResolved(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.remove(session.find(Parent.class, 1)));

        scope.inTransaction(session -> Hibernate.initialize(session.find(Child.class, 1).parent));
        scope.inTransaction(session -> session.createSelectionQuery("from Child c join fetch c.parent", Child.class)
                .getResultList());

        scope.inTransaction(session -> assertThat(session.find(Parent.class, 1)).isNull());
        scope.inStatelessTransaction(
                session -> assertThat(session.get(Parent.class, 1)).isNull());
    }

    @Test
    void showsARowThatWasRestored(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.remove(session.find(Child.class, 1)));
        assertSeen(scope, 1);

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                all.enableFilter("hibernate.ext.deleted_rows.restore");
                all.createMutationQuery(
                                "update versioned Child set deletedAt = null, deletedBy = null, deletionId = null where id = 1")
                        .executeUpdate();
            }
        });

        assertSeen(scope, 2);
        assertSeen(scope, 2);
    }

    private static void assertSeen(SessionFactoryScope scope, int count) {
        scope.inTransaction(session -> {
            assertThat(session.find(Child.class, 1) != null).isEqualTo(count == 2);
            assertThat(session.find(Child.class, 2)).isNotNull();
            assertThat(parent(session).children).hasSize(count);
            assertThat(children(session)).hasSize(count);
        });
    }

    private static Parent parent(Session session) {
        return Hibernate.unproxy(session.find(Parent.class, 1), Parent.class);
    }

    private static List<Child> children(Session session) {
        return session.createSelectionQuery("from Child", Child.class)
                .setCacheable(true)
                .getResultList();
    }

    @Entity(name = "Parent")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Parent extends SoftDeletableEntity {

        @Id
        int id;

        @OneToMany(mappedBy = "parent")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Child> children = new HashSet<>();

        Parent() {}

        Parent(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Child")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Child extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Parent parent;

        Child() {}

        Child(int id, Parent parent) {
            this.id = id;
            this.parent = parent;
        }
    }
}
