/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of one connection: a feature that asked for a second one would wait for itself. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class SinglePooledConnectionIT {

    private final HikariDataSource pool = new HikariDataSource();
    private SessionFactory factory;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Crate(1)));
        pool.setJdbcUrl(scope.database().url());
        pool.setUsername(scope.database().user());
        pool.setPassword(scope.database().password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(3000);
        factory = new HibernatePersistenceConfiguration("alone")
                .managedClasses(Crate.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .createEntityManagerFactory();
    }

    @AfterEach
    void close() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        factory.close();
        pool.close();
    }

    @Test
    void comparesAConflict() {
        var base = factory.fromTransaction(session -> session.find(Crate.class, 1));
        label("theirs");
        base.label = "mine";

        factory.inTransaction(session -> {
            var conflict = catchThrowableOfType(
                    VersionConflictException.class,
                    () -> OptimisticLocking.of(session)
                            .update(Crate.class, 1, ExpectedVersion.of(0), crate -> crate.label = "mine"));
            assertThat(conflict.current()).isEqualTo(1L);
        });
    }

    @Test
    void callsHooksAroundTheCommitThatUseTheDatabase() {
        var seen = new ArrayList<@Nullable String>();
        var hooks = Hooks.of(factory).on(Crate.class);
        try (var before = hooks.beforeUpdate(write -> write.set("label", "by a hook"));
                var after = hooks.afterCommit(changes -> seen.add(label()))) {
            label("new");
        }

        assertThat(seen).containsExactly("by a hook");
    }

    @Test
    void tellsListenersThatUseTheDatabase() {
        var told = new ArrayList<ChangeSet>();
        var seen = new ArrayList<@Nullable String>();
        try (var registration = Changes.of(factory).register(ChangeListener.afterCommit(changes -> {
            told.add(changes);
            seen.add(label());
        }))) {
            factory.inStatelessTransaction(session -> session.createMutationQuery("update Crate set label = 'bulk'")
                    .executeUpdate());
            label("new");
        }

        assertThat(told).hasSize(2);
        assertThat(seen).containsExactly("bulk", "new");
    }

    @Test
    void retriesInASessionOfItsOwn() {
        var attempts = new ArrayList<Integer>();
        var policy = TransactionPolicy.defaults()
                .withRetries(Retries.upTo(3).withFailures(RetryableFailure.OPTIMISTIC_CONFLICT));

        Transactions.of(factory).with(policy).run(transaction -> {
            attempts.add(transaction.attempt());
            transaction.session().find(Crate.class, 1).label = "retried";
            transaction.session().flush();
            if (transaction.attempt() == 1) {
                throw new StaleObjectStateException(Crate.class.getName(), 1);
            }
            transaction.onCommit(() -> attempts.add(-1));
        });

        assertThat(attempts).containsExactly(1, 2, -1);
        assertThat(label()).isEqualTo("retried");
    }

    @Test
    void nestsBySavepoint() {
        Transactions.of(factory).run(transaction -> {
            transaction.session().find(Crate.class, 1).label = "outer";
            transaction.nested(part -> part.session().find(Crate.class, 1).label = "inner");
        });

        assertThat(label()).isEqualTo("inner");
    }

    @Test
    void deletesListsAndRestores() {
        factory.inTransaction(session -> {
            session.remove(session.find(Crate.class, 1));
            session.flush();
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertThat(all.find(Crate.class, 1)).isNotNull();
            }
            var trash = Trash.of(session, Crate.class);
            assertThat(trash.list(Page.first(5))).hasSize(1);
            trash.restore(1);
        });

        assertThat(label()).isEqualTo("old");
    }

    @Test
    void worksForThreadsThatShareThePool() throws InterruptedException {
        var threads = List.of("ada", "bob", "eve").stream()
                .map(actor -> new Thread(() -> Contexts.run(Context.ofActor(actor), () -> label(actor))))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }

        factory.inTransaction(session -> {
            var crate = session.find(Crate.class, 1);
            assertThat(crate.getVersion()).isEqualTo(3);
            assertThat(crate.getUpdatedBy()).isEqualTo(crate.label);
        });
    }

    private void label(String value) {
        factory.inTransaction(session -> session.find(Crate.class, 1).label = value);
    }

    private @Nullable String label() {
        return factory.fromStatelessTransaction(
                session -> session.createSelectionQuery("select label from Crate", String.class)
                        .getSingleResult());
    }

    @Entity(name = "Crate")
    static class Crate extends SoftDeletableEntity {
        @Id
        int id;

        @Nullable
        String label = "old";

        Crate() {}

        Crate(int id) {
            this.id = id;
        }
    }
}
