/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@HibernateExtTest(
        settings =
                @Setting(
                        name = "hibernate.current_session_context_class",
                        value = "org.springframework.orm.jpa.hibernate.SpringSessionContext"))
class SpringTransactionsTest {

    private static PlatformTransactionManager manager(String kind, SessionFactory factory) {
        if (kind.equals("hibernate")) {
            return new HibernateTransactionManager(factory);
        }
        var manager = new JpaTransactionManager(factory);
        manager.setJpaDialect(new HibernateJpaDialect());
        return manager;
    }

    private static List<Integer> ids(SessionFactory factory) {
        return factory.fromTransaction(
                session -> session.createSelectionQuery("select l.id from Letter l order by l.id", Integer.class)
                        .getResultList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "jpa"})
    void joinsTheTransactionOfSpring(String kind, SessionFactory factory) {
        var calls = new ArrayList<String>();

        new TransactionTemplate(manager(kind, factory)).executeWithoutResult(status -> {
            Transactions.of(factory).run(joined -> {
                assertThat(joined.session()).isSameAs(factory.getCurrentSession());
                joined.session().persist(new Letter(1));
                joined.onCommit(() -> calls.add("committed"));
            });
            assertThat(calls).isEmpty();
        });

        assertThat(calls).containsExactly("committed");
        assertThat(ids(factory)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "jpa"})
    void rollsBackWithSpring(String kind, SessionFactory factory) {
        var calls = new ArrayList<String>();

        new TransactionTemplate(manager(kind, factory)).executeWithoutResult(status -> {
            Transactions.of(factory).run(joined -> {
                joined.session().persist(new Letter(1));
                joined.onCompletion(outcome -> calls.add(outcome.name()));
            });
            status.setRollbackOnly();
        });

        assertThat(calls).containsExactly("ROLLED_BACK");
        assertThat(ids(factory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "jpa"})
    void keepsSpringFromCommittingHalfAUnit(String kind, SessionFactory factory) {
        var template = new TransactionTemplate(manager(kind, factory));

        assertThatThrownBy(() ->
                        template.executeWithoutResult(status -> assertThatThrownBy(() -> Transactions.of(factory)
                                        .run(joined -> {
                                            joined.session().persist(new Letter(1));
                                            joined.session().flush();
                                            throw new IllegalStateException("half");
                                        }))
                                .hasMessage("half")))
                .hasRootCauseMessage("half");

        assertThat(ids(factory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "jpa"})
    void beginsApartFromTheTransactionOfSpring(String kind, SessionFactory factory) {
        var apart =
                Transactions.of(factory).with(TransactionPolicy.defaults().withPropagation(Propagation.REQUIRES_NEW));

        new TransactionTemplate(manager(kind, factory)).executeWithoutResult(status -> {
            apart.run(own -> {
                own.session().persist(new Letter(1));
                Transactions.of(factory)
                        .run(inner -> assertThat(inner.session()).isSameAs(own.session()));
            });
            status.setRollbackOnly();
        });

        assertThat(ids(factory)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "jpa"})
    void joinsTheNewerTransactionOfSpringWithinItsOwn(String kind, SessionFactory factory) {
        var requiresNew = new TransactionTemplate(manager(kind, factory));
        requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        assertThatThrownBy(() -> Transactions.of(factory).run(own -> {
                    requiresNew.executeWithoutResult(status -> Transactions.of(factory)
                            .run(joined -> {
                                assertThat(joined.session()).isNotSameAs(own.session());
                                joined.session().persist(new Letter(1));
                            }));
                    own.session().persist(new Letter(2));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ids(factory)).containsExactly(1);
    }

    @Test
    void nestsWithinTheTransactionOfSpring(SessionFactory factory) {
        new TransactionTemplate(manager("hibernate", factory))
                .executeWithoutResult(status -> Transactions.of(factory).run(joined -> {
                    joined.session().persist(new Letter(1));
                    assertThatThrownBy(() -> joined.nested(part -> {
                                part.session().persist(new Letter(2));
                                throw new IllegalStateException();
                            }))
                            .isInstanceOf(IllegalStateException.class);
                }));

        assertThat(ids(factory)).containsExactly(1);
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
