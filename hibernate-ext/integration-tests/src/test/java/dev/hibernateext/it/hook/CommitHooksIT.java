/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CommitHooksIT {

    private final List<HookRegistration> registrations = new ArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeHooks() {
        registrations.forEach(HookRegistration::close);
    }

    private void registerAll(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Entry.class);
        registrations.add(hooks.afterSave(write -> calls.add("after save")));
        registrations.add(hooks.order(1).beforeCommit((changes, session) -> calls.add("before commit 1")));
        registrations.add(hooks.beforeCommit((changes, session) -> calls.add("before commit 0")));
        registrations.add(hooks.afterCommit(
                changes -> calls.add("after commit " + changes.entities().size())));
        registrations.add(hooks.afterRollback(changes -> calls.add("after rollback")));
    }

    @Test
    void runsByOrderAroundTheCommit(SessionFactoryScope scope) {
        registerAll(scope);

        scope.inTransaction(session -> session.persist(new Entry(1)));

        assertThat(calls).containsExactly("after save", "before commit 0", "before commit 1", "after commit 1");
    }

    @Test
    void runsNoCommitHookOnRollback(SessionFactoryScope scope) {
        registerAll(scope);

        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.persist(new Entry(1));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(calls).containsExactly("after save", "after rollback");
    }

    @Test
    void runsNoAfterCommitHookWhenTheCommitFails(SessionFactoryScope scope) {
        assumeThat(scope.database().kind())
                .as("elsewhere no constraint is checked as late as the commit")
                .isEqualTo(DatabaseKind.POSTGRESQL);
        scope.inTransaction(session -> session.createNativeMutationQuery(
                        "alter table Entry add constraint later unique (code) deferrable initially deferred")
                .executeUpdate());
        scope.inTransaction(session -> session.persist(new Entry(1).coded("a")));
        registerAll(scope);

        assertThatThrownBy(() -> scope.inTransaction(session -> session.persist(new Entry(2).coded("a"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(calls).doesNotContain("after commit 1").contains("after rollback");
    }

    @Test
    void vetoesTheCommit(SessionFactoryScope scope) {
        var refusal = new IllegalStateException("no");
        registrations.add(Hooks.of(scope.factory()).on(Entry.class).beforeCommit((changes, session) -> {
            throw refusal;
        }));

        assertThatThrownBy(() -> scope.inTransaction(session -> session.persist(new Entry(1))))
                .hasRootCause(refusal);
        assertThat(count(scope)).isZero();
    }

    @Test
    void writesWhatABeforeCommitHookPersists(SessionFactoryScope scope) {
        registrations.add(Hooks.of(scope.factory()).on(Entry.class).beforeCommit((changes, session) -> {
            calls.add("before " + changes.entities().size());
            if (calls.size() == 1) {
                ((Session) session).persist(new Entry(2));
            }
        }));

        scope.inTransaction(session -> session.persist(new Entry(1)));

        assertThat(calls).containsExactly("before 1", "before 1");
        assertThat(count(scope)).isEqualTo(2);
    }

    @Test
    void keepsFailuresFromTheCallerAndCarriesTheContextToAnExecutor(SessionFactoryScope scope) throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        var hooks = Hooks.of(scope.factory()).on(Entry.class);
        Changes.of(scope.factory()).onFailure((listener, failure) -> calls.add("failed " + failure.getMessage()));
        registrations.add(hooks.afterCommit(changes -> {
            throw new IllegalStateException("sync");
        }));
        registrations.add(hooks.order(1).afterCommit(executor, changes -> {
            calls.add("actor " + (Contexts.current().actor() != null));
            throw new IllegalStateException("async");
        }));

        Contexts.run(Context.ofActor("ada"), () -> scope.inTransaction(session -> session.persist(new Entry(1))));
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(calls).containsExactly("failed sync", "actor true", "failed async");
        assertThat(count(scope)).isEqualTo(1);
    }

    @Test
    void showsBulkStatementsAndStaysQuietWhereItIsSwitchedOff(SessionFactoryScope scope) {
        registrations.add(Hooks.of(scope.factory())
                .on(Entry.class)
                .beforeCommit((changes, session) -> changes.bulk()
                        .forEach(bulk -> calls.add(bulk.statement().kind() + " " + bulk.rowCount()))));
        scope.inTransaction(session -> session.persist(new Entry(1)));

        scope.inTransaction(session ->
                session.createMutationQuery("update Entry set code = 'b'").executeUpdate());
        scope.inTransaction(session -> {
            var off = HibernateExt.of(session).without(Feature.HOOK);
            session.createMutationQuery("update Entry set code = 'c'").executeUpdate();
            assertThat(HibernateExt.of(session).isActive(Feature.HOOK))
                    .as("%s", off)
                    .isFalse();
        });

        assertThat(calls).containsExactly("UPDATE 1");
    }

    private static long count(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> session.createSelectionQuery("select count(*) from Entry", Long.class)
                .getSingleResult());
    }

    @Entity(name = "Entry")
    static class Entry {
        @Id
        int id;

        @Nullable
        String code;

        Entry() {}

        Entry(int id) {
            this.id = id;
        }

        Entry coded(String as) {
            code = as;
            return this;
        }
    }
}
