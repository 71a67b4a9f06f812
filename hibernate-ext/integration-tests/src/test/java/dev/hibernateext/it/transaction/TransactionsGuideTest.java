/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.transaction.Isolation;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The samples of the guide's chapter on transactions. */
@HibernateExtTest
class TransactionsGuideTest {

    private Transactions transactions;

    @BeforeEach
    void persist(SessionFactory factory) {
        factory.inTransaction(session -> session.persist(new Article("A-1", 10)));
        transactions = Transactions.of(factory);
    }

    @Test
    void runsAUnitOfWork(SessionFactory factory) {
        // tag::run[]
        var left = Transactions.of(factory).call(transaction -> {
            var article = transaction.session().find(Article.class, "A-1");
            article.stock -= 1;
            return article.stock;
        });
        // end::run[]

        assertThat(left).isEqualTo(9);
    }

    @Test
    void goesOnAfterAPartThatMayFail() {
        // tag::nested[]
        transactions.run(transaction -> {
            try {
                transaction.nested(part -> part.session().persist(new Article("A-1", 5)));
            } catch (ConstraintViolationException e) {
                transaction.session().find(Article.class, "A-1").stock += 5;
            }
        });
        // end::nested[]

        assertThat(stock()).isEqualTo(15);
    }

    @Test
    void retriesAConflict() {
        // tag::retry[]
        var policy = TransactionPolicy.defaults()
                .withIsolation(Isolation.SERIALIZABLE)
                .withRetries(Retries.upTo(5).withDelays(Duration.ofMillis(20), Duration.ofSeconds(1)));

        transactions.with(policy).run(transaction -> transaction.session().find(Article.class, "A-1").stock -= 1);
        // end::retry[]

        assertThat(stock()).isEqualTo(9);
    }

    @Test
    void callsBackWithTheOutcome() {
        var log = new ArrayList<String>();
        // tag::callbacks[]
        transactions.run(transaction -> {
            transaction.session().find(Article.class, "A-1").stock -= 1;
            transaction.onCommit(() -> log.add("send the mail"));
            transaction.onRollback(() -> log.add("remove the uploaded file"));
        });
        // end::callbacks[]

        assertThat(log).containsExactly("send the mail");
    }

    @Test
    void asksForTheOutcome() {
        // tag::outcome[]
        var asking = TransactionPolicy.defaults().withOutcomeWait(Duration.ofSeconds(30));

        transactions.with(asking).run(transaction -> transaction.session().find(Article.class, "A-1").stock -= 1);
        // end::outcome[]

        assertThat(stock()).isEqualTo(9);
    }

    private int stock() {
        return transactions.call(transaction -> transaction.session().find(Article.class, "A-1").stock);
    }

    @Entity(name = "Article")
    static class Article {

        @Id
        String sku = "";

        int stock;

        Article() {}

        Article(String sku, int stock) {
            this.sku = sku;
            this.stock = stock;
        }
    }
}
