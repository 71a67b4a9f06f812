/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lazy references of enhanced classes, which are instances without state until they are read, to rows that are deleted. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {Memo.class, Tab.class, Binder.class})
class EnhancedReferencesIT {

    private EnhancedFactory enhanced;
    private Class<? extends Text> memos;
    private Class<? extends Named> tabs;
    private Class<? extends Holder> binders;

    @BeforeEach
    void persistBinder(SessionFactoryScope scope) {
        enhanced = EnhancedFactory.of(
                scope, Map.of("hibernate.default_batch_fetch_size", "8"), Memo.class, Tab.class, Binder.class);
        memos = enhanced.type(Memo.class, Text.class);
        tabs = enhanced.type(Tab.class, Named.class);
        binders = enhanced.type(Binder.class, Holder.class);
        enhanced.as("ada", session -> List.of(1, 2).forEach(id -> persist(session, id)));
    }

    @AfterEach
    void close() {
        enhanced.close();
    }

    @Test
    void leadToADeletedRow() {
        delete(memos, 1);

        factory().inTransaction(session -> {
            var memo = session.find(binders, 1).memo();
            assertThat(Hibernate.isInitialized(memo)).isFalse();
            assertThat(memo.title()).isEqualTo("title 1");
            assertThat(memo.body()).isEqualTo("body 1");
        });
    }

    @Test
    void leadToADeletedRowInAStatelessSession() {
        delete(memos, 1);

        factory().inStatelessTransaction(session -> {
            var memo = session.get(binders, 1).memo();
            session.fetch(memo);
            assertThat(memo.title()).isEqualTo("title 1");
        });
    }

    @Test
    void leadToLiveAndDeletedRowsInOneBatch(StatementRecorder statements) {
        delete(memos, 1);

        factory().inTransaction(session -> {
            var all = session.createSelectionQuery("from Binder order by id", binders)
                    .getResultList();
            statements.clear();
            assertThat(all).extracting(binder -> binder.memo().title()).containsExactly("title 1", "title 2");
            statements.assertCount(1);
        });
    }

    @Test
    void areRefusedIfTheRowHidesItself() {
        delete(tabs, 1);

        factory().inTransaction(session -> {
            var tab = session.find(binders, 1).tab();
            assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(tab::name);
        });
    }

    @Test
    void keepTheForeignKeyWhenTheOwnerChanges() {
        delete(memos, 1);
        delete(tabs, 1);

        enhanced.as("bob", session -> {
            var binder = session.find(binders, 1);
            assertThat(binder.memo().title()).isEqualTo("title 1");
            binder.label("new");
        });

        assertThat(references()).isEqualTo(2);
    }

    @Test
    void keepTheForeignKeyAfterTheyWereRefused() {
        delete(tabs, 1);

        enhanced.as("bob", session -> {
            var binder = session.find(binders, 1);
            assertThatExceptionOfType(ObjectNotFoundException.class)
                    .isThrownBy(() -> binder.tab().name());
            binder.label("new");
        });

        assertThat(references()).isEqualTo(2);
    }

    @Test
    void doNotBringADeletedRowBackToLoadsById() {
        delete(memos, 1);
        delete(tabs, 1);

        factory().inTransaction(session -> {
            var binder = session.find(binders, 1);
            assertThat(session.find(memos, 1)).isNull();
            assertThat(session.find(tabs, 1)).isNull();
            assertThat(binder.memo().title()).isEqualTo("title 1");
            assertThat(session.find(memos, 1)).isNull();
            assertThat(session.findMultiple(memos, List.of(1, 2)))
                    .satisfiesExactly(
                            deleted -> assertThat(deleted).isNull(),
                            live -> assertThat(live.title()).isEqualTo("title 2"));
        });
    }

    @Test
    void leadToWhatAScopeShows() {
        delete(memos, 1);
        delete(tabs, 1);

        factory().inSession(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertThat(all.find(binders, 1).tab().name()).isEqualTo("name 1");
            }
            try (var only = DeletedRows.ONLY.openSession(session)) {
                assertThat(only.find(binders, 2).memo().title()).isEqualTo("title 2");
            }
        });
    }

    private SessionFactory factory() {
        return enhanced.factory();
    }

    private void persist(Session session, int id) {
        var memo = EnhancedFactory.create(memos, id);
        memo.title("title " + id);
        memo.body("body " + id);
        var tab = EnhancedFactory.create(tabs, id);
        tab.name("name " + id);
        var binder = EnhancedFactory.create(binders, id);
        binder.hold(memo, tab);
        List.of(memo, tab, binder).forEach(session::persist);
    }

    private void delete(Class<?> type, int id) {
        enhanced.as("bob", session -> session.remove(session.getReference(type, id)));
    }

    /** How many foreign keys of the binder are there, whatever they lead to. */
    private int references() {
        return factory()
                .fromTransaction(session -> ((Number) session.createNativeQuery(
                                        "select count(memo_id) + count(tab_id) from Binder where id = 1", Object.class)
                                .getSingleResult())
                        .intValue());
    }
}
