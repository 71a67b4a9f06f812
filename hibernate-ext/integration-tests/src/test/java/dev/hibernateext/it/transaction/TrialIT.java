/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.ExtendedSession;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.transaction.Trial;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionException;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.internal.DataSourceConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes that fail behind a savepoint, and the transaction that goes on. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class TrialIT {

    @Test
    void keepsTheTransactionOfASession(SessionFactoryScope scope) {
        inTenant(scope, session -> {
            session.persist(new Stall(1, "fish"));
            assertThatThrownBy(() -> insertInTrial(session, new Stall(2, "fish")))
                    .isInstanceOf(ConstraintViolationException.class);
            insertInTrial(session, new Stall(3, "flowers"));
            session.persist(new Stall(4, "fruit"));
        });

        assertThat(goods(scope)).containsExactly("fish", "flowers", "fruit");
    }

    @Test
    void keepsTheTransactionOfAStatelessSession(SessionFactoryScope scope) {
        try (var session = stateless(scope)) {
            var transaction = session.beginTransaction();
            session.insert(new Stall(1, "fish"));
            assertThatThrownBy(() -> insertInTrial(session, new Stall(2, "fish")))
                    .isInstanceOf(ConstraintViolationException.class);
            session.insert(new Stall(3, "fruit"));
            transaction.commit();
        }

        assertThat(goods(scope)).containsExactly("fish", "fruit");
    }

    /** What the trial is for: with Hibernate's own means nothing is left, and nobody is told. */
    @Test
    void losesTheTransactionWithoutATrialOnPostgresql(SessionFactoryScope scope) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        try (var session = stateless(scope)) {
            var transaction = session.beginTransaction();
            session.insert(new Stall(1, "fish"));
            var savepoint = session.doReturningWork(Connection::setSavepoint);
            assertThatThrownBy(() -> session.insert(new Stall(2, "fish")))
                    .isInstanceOf(ConstraintViolationException.class);
            session.doWork(connection -> connection.rollback(savepoint));
            transaction.commit();
        }

        assertThat(goods(scope)).isEmpty();
    }

    /** Hibernate's own builder of children refuses the tenant of the parent. */
    @Test
    void opensAChildWhereConnectionsAreOfATenant(SessionFactoryScope scope) {
        var connections = new OneDatabase(scope.dataSource());
        try (var routed = scope.openAnother(
                settings -> settings.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, connections))) {
            inTenant(routed, session -> {
                var builder = session.statelessWithOptions().connection();
                assertThatThrownBy(builder::openStatelessSession).isInstanceOf(SessionException.class);
                insertInTrial(session, new Stall(1, "fish"));
            });
            assertThat(goods(routed)).containsExactly("fish");
        }
    }

    @Test
    void undoesAllOfAPartThatFails(SessionFactoryScope scope) {
        inTenant(scope, session -> {
            try (var trial = Trial.open(session)) {
                assertThatThrownBy(() -> trial.call(child -> {
                            child.insert(new Stall(1, "fish"));
                            throw new IllegalStateException("closed");
                        }))
                        .hasMessage("closed");
                trial.call(child -> child.insert(new Stall(2, "fruit")));
            }
        });

        assertThat(goods(scope)).containsExactly("fruit");
    }

    @Test
    void staysRolledBackWhereSomebodyAskedForIt(SessionFactoryScope scope) {
        try (var session = open(scope)) {
            var transaction = session.beginTransaction();
            session.persist(new Stall(1, "fish"));
            session.flush();
            transaction.markRollbackOnly();
            assertThatThrownBy(() -> insertInTrial(session, new Stall(2, "fish")))
                    .isInstanceOf(ConstraintViolationException.class);
            transaction.commit();
        }

        assertThat(goods(scope)).isEmpty();
    }

    @Test
    void failsTheCommitIfAStatementFailsAfterTheTrial(SessionFactoryScope scope) {
        try (var session = open(scope)) {
            var transaction = session.beginTransaction();
            session.persist(new Stall(1, "fish"));
            assertThatThrownBy(() -> insertInTrial(session, new Stall(2, "fish")))
                    .isInstanceOf(ConstraintViolationException.class);
            session.persist(new Stall(3, "fish"));
            assertThatThrownBy(transaction::commit).isInstanceOf(PersistenceException.class);
        }

        assertThat(goods(scope)).isEmpty();
    }

    @Test
    void tellsOnlyOfChangesThatWereNotUndone(SessionFactoryScope scope) {
        var told = new ArrayList<Object>();
        Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                changes.changes().forEach(change -> told.add(((EntityChange) change).id()));
            }
        });

        inTenant(scope, session -> {
            session.persist(new Stall(1, "fish"));
            assertThatThrownBy(() -> insertInTrial(session, new Stall(2, "fish")))
                    .isInstanceOf(ConstraintViolationException.class);
            insertInTrial(session, new Stall(3, "fruit"));
        });

        assertThat(told).containsExactly(1, 3);
    }

    @Test
    void stampsAndHooksAndTenantReachTheChild(SessionFactoryScope scope) {
        var hooked = new ArrayList<Integer>();
        try (var registration =
                Hooks.of(scope.factory()).on(Stall.class).beforeCreate(write -> hooked.add(write.entity().id))) {
            inTenant(scope, session -> insertInTrial(session, new Stall(1, "fish")));
        }

        inTenant(scope, session -> {
            var stall = session.find(Stall.class, 1);
            assertThat(stall.market).isEqualTo("red");
            assertThat(stall.opened).isNotNull();
        });
        assertThat(hooked).containsExactly(1);
    }

    @Test
    void suspendsInTheChildWhatIsSuspendedInItsParent(SessionFactoryScope scope) {
        inTenant(scope, session -> {
            try (var suspension = HibernateExt.of(session).without(Feature.STAMP);
                    var trial = Trial.open(session)) {
                assertThat(extended(trial.session()).isActive(Feature.STAMP)).isFalse();
            }
            try (var trial = Trial.open(session)) {
                assertThat(extended(trial.session()).isActive(Feature.STAMP)).isTrue();
            }
        });
    }

    @Test
    void needsATransaction(SessionFactoryScope scope) {
        try (var session = open(scope)) {
            assertThatThrownBy(() -> Trial.open(session)).isInstanceOf(TransactionRequiredException.class);
        }
    }

    @Test
    void leavesTheConnectionToItsSession(SessionFactoryScope scope) {
        try (var session = open(scope)) {
            var transaction = session.beginTransaction();
            var own = session.<Object>doReturningWork(connection -> connection.unwrap(Connection.class));
            try (var trial = Trial.open(session)) {
                assertThat(trial.session().<Object>doReturningWork(connection -> connection.unwrap(Connection.class)))
                        .isSameAs(own);
            }
            assertThat(session.isConnected()).isTrue();
            transaction.commit();
            session.doWork(connection -> assertThat(connection.getAutoCommit()).isTrue());
        }
    }

    private static ExtendedSession extended(StatelessSession session) {
        return HibernateExt.of(session);
    }

    private static void insertInTrial(org.hibernate.SharedSessionContract session, Stall stall) {
        try (var trial = Trial.open(session)) {
            trial.call(child -> child.insert(stall));
        }
    }

    private static List<String> goods(SessionFactoryScope scope) {
        try (var session = open(scope)) {
            return session.createSelectionQuery("select goods from Stall order by goods", String.class)
                    .getResultList();
        }
    }

    private static void inTenant(SessionFactoryScope scope, Consumer<Session> work) {
        try (var session = open(scope)) {
            var transaction = session.beginTransaction();
            work.accept(session);
            transaction.commit();
        }
    }

    private static Session open(SessionFactoryScope scope) {
        return scope.factory().withOptions().tenantIdentifier((Object) "red").openSession();
    }

    private static StatelessSession stateless(SessionFactoryScope scope) {
        return scope.factory()
                .withStatelessOptions()
                .tenantIdentifier((Object) "red")
                .openStatelessSession();
    }

    /** All tenants in one database. */
    private static final class OneDatabase extends AbstractMultiTenantConnectionProvider<Object> {

        private static final long serialVersionUID = 1L;

        private final transient DataSourceConnectionProvider only = new DataSourceConnectionProvider();

        OneDatabase(DataSource dataSource) {
            only.setDataSource(dataSource);
            only.configure(Map.of());
        }

        @Override
        protected ConnectionProvider getAnyConnectionProvider() {
            return only;
        }

        @Override
        protected ConnectionProvider selectConnectionProvider(Object tenant) {
            return only;
        }
    }

    @Entity(name = "Stall")
    static class Stall {

        @Id
        int id;

        @Column(unique = true)
        String goods = "";

        @TenantId
        @Nullable
        String market;

        @CreatedAt
        @Nullable
        Instant opened;

        protected Stall() {}

        Stall(int id, String goods) {
            this.id = id;
            this.goods = goods;
        }
    }
}
