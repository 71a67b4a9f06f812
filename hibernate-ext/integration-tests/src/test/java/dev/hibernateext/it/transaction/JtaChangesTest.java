/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.transaction.SavepointException;
import dev.hibernateext.core.transaction.Trial;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Change listeners where a transaction manager decides, and one session lives through several of its transactions. */
class JtaChangesTest {

    private final List<String> told = new ArrayList<>();
    private TransactionManager manager;
    private SessionFactory factory;

    @BeforeEach
    void open() throws Exception {
        for (var store : List.of("default", "communicationStore", "stateStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store.equals("default") ? null : store)
                    .setObjectStoreType(VolatileStore.class.getName());
        }
        manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:jtachanges;DB_CLOSE_DELAY=-1");
        var configuration = new Configuration().addAnnotatedClass(Letter.class);
        configuration
                .getProperties()
                .put("hibernate.connection.datasource", new EnlistingDataSource(database, manager));
        factory = configuration
                .setProperty("hibernate.transaction.coordinator_class", "jta")
                .setProperty("hibernate.transaction.jta.platform", "Narayana")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
        Changes.of(factory).register(new Told());
    }

    @AfterEach
    void close() throws Exception {
        factory.close();
        assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void refusesATrialWhichHasNoSavepoint() throws Exception {
        try (var session = factory.openSession()) {
            manager.begin();
            session.joinTransaction();
            try (var trial = Trial.open(session)) {
                assertThatThrownBy(() -> trial.call(child -> child.insert(new Letter(9))))
                        .isInstanceOf(SavepointException.class);
            }
            manager.rollback();
        }
    }

    @Test
    void tellsEachTransactionOfOneSessionOnceAndWithItsOutcome() throws Exception {
        try (var session = factory.openSession()) {
            write(session, 1);
            manager.commit();
            write(session, 2);
            manager.rollback();
            session.clear();
            manager.begin();
            session.joinTransaction();
            manager.commit();
            write(session, 3);
            manager.commit();
        }

        assertThat(told)
                .containsExactly("before [1]", "committed [1]", "rolled back [2]", "before [3]", "committed [3]");
    }

    @Test
    void tellsEachTransactionOfOneStatelessSession() throws Exception {
        try (var session = factory.openStatelessSession()) {
            for (int id = 1; id <= 3; id++) {
                manager.begin();
                session.insert(new Letter(id));
                if (id == 2) {
                    manager.rollback();
                } else {
                    manager.commit();
                }
            }
        }

        assertThat(told)
                .containsExactly("before [1]", "committed [1]", "rolled back [2]", "before [3]", "committed [3]");
    }

    @Test
    void tellsARollbackTheManagerDecidedOn() throws Exception {
        try (var session = factory.openSession()) {
            write(session, 1);
            manager.setRollbackOnly();
            manager.rollback();
        }

        assertThat(told).containsExactly("rolled back [1]");
    }

    @Test
    void leavesNothingRegisteredBetweenTransactions() throws Exception {
        try (var session = factory.openSession()) {
            var before = observers(session);
            for (int id = 1; id <= 3; id++) {
                write(session, id);
                assertThat(observers(session)).isGreaterThan(before);
                manager.commit();
                assertThat(observers(session)).isEqualTo(before);
            }
        }
    }

    private static int observers(Session session) throws ReflectiveOperationException {
        var coordinator = session.unwrap(SharedSessionContractImplementor.class).getTransactionCoordinator();
        var field = coordinator.getClass().getDeclaredField("observers");
        field.setAccessible(true);
        var observers = (List<?>) field.get(coordinator);
        return observers == null ? 0 : observers.size();
    }

    private void write(Session session, int id) throws Exception {
        manager.begin();
        session.joinTransaction();
        session.persist(new Letter(id));
        session.flush();
    }

    private final class Told implements ChangeListener {

        @Override
        public void beforeCompletion(ChangeSet changes, SharedSessionContract session) {
            note("before", changes);
        }

        @Override
        public void afterCommit(ChangeSet changes) {
            note("committed", changes);
        }

        @Override
        public void afterRollback(ChangeSet discarded) {
            note("rolled back", discarded);
        }

        private void note(String phase, ChangeSet changes) {
            told.add(phase + " "
                    + changes.entities().stream().map(EntityChange::id).toList());
        }
    }

    @Entity(name = "Letter")
    static class Letter {

        @Id
        int id;

        Letter() {}

        Letter(int id) {
            this.id = id;
        }
    }
}
