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
import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.SavepointException;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JtaTransactionsTest {

    private TransactionManager manager;
    private EnlistingDataSource connections;
    private SessionFactory factory;
    private Transactions transactions;

    @BeforeEach
    void open() throws Exception {
        for (var store : List.of("default", "communicationStore", "stateStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store.equals("default") ? null : store)
                    .setObjectStoreType(VolatileStore.class.getName());
        }
        manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:jta;DB_CLOSE_DELAY=-1");
        connections = new EnlistingDataSource(database, manager);
        var configuration = new Configuration().addAnnotatedClass(Parcel.class);
        configuration.getProperties().put("hibernate.connection.datasource", connections);
        factory = configuration
                .setProperty("hibernate.transaction.coordinator_class", "jta")
                .setProperty("hibernate.transaction.jta.platform", "Narayana")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
        transactions = Transactions.of(factory);
    }

    @AfterEach
    void close() throws Exception {
        factory.close();
        assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        assertThat(connections.enlistedConnections()).isZero();
    }

    private List<Integer> ids() {
        return transactions.call(transaction -> transaction
                .session()
                .createSelectionQuery("select p.id from Parcel p order by p.id", Integer.class)
                .getResultList());
    }

    @Test
    void beginsAndCommitsAJtaTransaction() throws Exception {
        var calls = new ArrayList<String>();

        transactions.run(transaction -> {
            assertThat(manager.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
            transaction.session().persist(new Parcel(1));
            transaction.onCompletion(outcome -> calls.add(outcome.name()));
            transactions.run(inner -> assertThat(inner.session()).isSameAs(transaction.session()));
        });

        assertThat(calls).containsExactly("COMMITTED");
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void rollsAJtaTransactionBack() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    transaction.session().persist(new Parcel(1));
                    transaction.session().flush();
                    throw new IllegalStateException("work");
                }))
                .hasMessage("work");

        assertThat(ids()).isEmpty();
    }

    @Test
    void joinsAJtaTransaction() throws Exception {
        var calls = new ArrayList<String>();

        manager.begin();
        transactions.run(joined -> {
            joined.session().persist(new Parcel(1));
            joined.onCompletion(outcome -> calls.add(outcome.name()));
        });
        transactions.run(joined -> joined.session().persist(new Parcel(2)));
        assertThat(calls).isEmpty();
        manager.commit();

        assertThat(calls).containsExactly("COMMITTED");
        assertThat(ids()).containsExactly(1, 2);
    }

    @Test
    void callsBackWhenTheJtaTransactionRollsBack() throws Exception {
        var calls = new ArrayList<String>();

        manager.begin();
        transactions.run(joined -> {
            joined.session().persist(new Parcel(1));
            joined.onCompletion(outcome -> calls.add(outcome.name()));
        });
        manager.rollback();

        assertThat(calls).containsExactly("ROLLED_BACK");
        assertThat(ids()).isEmpty();
    }

    @Test
    void keepsTheJtaTransactionFromCommittingHalfAUnit() throws Exception {
        manager.begin();
        assertThatThrownBy(() -> transactions.run(joined -> {
                    joined.session().persist(new Parcel(1));
                    throw new IllegalStateException("half");
                }))
                .hasMessage("half");

        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
        assertThat(ids()).isEmpty();
    }

    @Test
    void suspendsTheJtaTransactionForANewOne() throws Exception {
        var apart = transactions.with(TransactionPolicy.defaults().withPropagation(Propagation.REQUIRES_NEW));

        manager.begin();
        transactions.run(joined -> joined.session().persist(new Parcel(1)));
        apart.run(own -> {
            own.session().persist(new Parcel(2));
            transactions.run(inner -> assertThat(inner.session()).isSameAs(own.session()));
        });
        manager.rollback();

        assertThat(ids()).containsExactly(2);
    }

    @Test
    void refusesSavepointsInJta() {
        assertThatThrownBy(() -> transactions.run(transaction -> transaction.nested(part -> {})))
                .isInstanceOfSatisfying(
                        SavepointException.class, e -> assertThat(e.code()).isEqualTo("transaction.no-savepoint"));
    }

    @Entity(name = "Parcel")
    static class Parcel {

        @Id
        int id;

        Parcel() {}

        Parcel(int id) {
            this.id = id;
        }
    }
}
