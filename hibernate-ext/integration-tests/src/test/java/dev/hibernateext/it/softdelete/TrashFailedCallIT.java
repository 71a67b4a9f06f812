/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fails the first, second, third … JDBC call of each verb of the trash until none is hit, instead of the call and after it.
 * Afterwards the database holds what it held before or what a complete run leaves, and nothing is left open.
 */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class TrashFailedCallIT {

    private static final int MOST_CALLS = 300;

    @ParameterizedTest
    @EnumSource
    void leavesNothingHalfDoneWhenACallFails(Verb verb, SessionFactoryScope scope) {
        failEachCall(verb, scope, JdbcFaults::failCall);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingHalfDoneWhenTheAnswerOfACallIsLost(Verb verb, SessionFactoryScope scope) {
        failEachCall(verb, scope, JdbcFaults::failAfterCall);
    }

    private static void failEachCall(Verb verb, SessionFactoryScope scope, Arming arming) {
        var faults = scope.dataSource().faults();
        reset(verb, scope);
        var before = content(scope);
        assertThat(run(verb, scope)).isTrue();
        var after = content(scope);
        assertThat(after).isNotEqualTo(before);

        var call = 1;
        for (var hit = true; hit && call <= MOST_CALLS; call++) {
            reset(verb, scope);
            arming.arm(faults, call, new SQLException("link down", "08006"));
            var told = run(verb, scope);
            hit = faults.isHit();
            var run = "%s, call %d, %s".formatted(verb, call, faults.hitMethod());
            faults.clear();
            assertThat(scope.dataSource().openConnections()).as(run).isEmpty();
            assertThat(content(scope)).as(run).isIn(before, after);
            if (told) {
                assertThat(content(scope)).as(run).isEqualTo(after);
            }
        }

        assertThat(call).as("calls of %s", verb).isBetween(5, MOST_CALLS);
    }

    private static boolean run(Verb verb, SessionFactoryScope scope) {
        try {
            scope.inTransaction(verb::run);
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    private static void reset(Verb verb, SessionFactoryScope scope) {
        scope.dataSource().faults().clear();
        scope.inTransaction(session -> {
            for (var table : List.of("Box_labels", "Item", "Box")) {
                session.createNativeMutationQuery("delete from " + table).executeUpdate();
            }
            var box = new Box();
            box.id = 1;
            box.labels.addAll(Set.of("a", "b"));
            for (int id = 1; id <= 3; id++) {
                box.items.add(new Item(id, box));
            }
            session.persist(box);
        });
        if (verb != Verb.DELETE) {
            scope.inTransaction(session -> session.remove(session.find(Box.class, 1)));
        }
    }

    private static Set<String> content(SessionFactoryScope scope) {
        var content = new TreeSet<String>();
        scope.inTransaction(session -> {
            add(
                    session,
                    "select concat('box ', case when deleted_at is null then 'there' else 'gone' end) from Box",
                    content);
            add(
                    session,
                    "select concat('item ', id, case when deleted_at is null then 'there' else 'gone' end) from Item",
                    content);
            add(session, "select concat('label ', labels) from Box_labels", content);
        });
        return content;
    }

    private static void add(Session session, String sql, Set<String> content) {
        session.createNativeQuery(sql, Object.class).getResultList().forEach(row -> content.add(String.valueOf(row)));
    }

    private enum Verb {
        DELETE {
            @Override
            void run(Session session) {
                Trash.of(session, Box.class).delete(List.of(1));
            }
        },
        RESTORE {
            @Override
            void run(Session session) {
                Trash.of(session, Box.class).restore(1);
            }
        },
        PURGE {
            @Override
            void run(Session session) {
                Trash.of(session, Box.class).purge(1);
            }
        },
        PURGE_BY_AGE {
            @Override
            void run(Session session) {
                Trash.of(session, Box.class).purgeOlderThan(Duration.ZERO, PurgeOptions.defaults());
            }
        };

        abstract void run(Session session);
    }

    @FunctionalInterface
    private interface Arming {

        void arm(JdbcFaults faults, int call, SQLException failure);
    }

    @Entity(name = "Box")
    static class Box extends SoftDeletableEntity {

        @Id
        int id;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @OneToMany(mappedBy = "box", cascade = CascadeType.ALL)
        Set<Item> items = new HashSet<>();
    }

    @Entity(name = "Item")
    static class Item extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Box box;

        Item() {}

        Item(int id, Box box) {
            this.id = id;
            this.box = box;
        }
    }
}
