/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions for requests; each is one of the shop that the request is for. */
@Component
public class RestWork {

    private final EntityManager entities;
    private final TransactionTemplate reads;
    private final TransactionTemplate writes;

    RestWork(EntityManager entities, PlatformTransactionManager transactions) {
        this.entities = entities;
        this.reads = new TransactionTemplate(transactions);
        this.reads.setReadOnly(true);
        this.writes = new TransactionTemplate(transactions);
    }

    /** Where the mapping of entities is looked up. */
    public SessionFactory factory() {
        return entities.getEntityManagerFactory().unwrap(SessionFactory.class);
    }

    /** Work that changes nothing. */
    public <R> R read(Function<EntityManager, R> work) {
        return reads.execute(status -> work.apply(entities));
    }

    /** Work that is done as a whole, or not at all if it throws. */
    public <R> R write(Function<EntityManager, R> work) {
        return writes.execute(status -> work.apply(entities));
    }
}
