/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;

/** The lamps of one shop, and of the other. */
@ApplicationScoped
@TenantScoped("acme")
class Lamps {

    private final EntityManagerFactory factory;

    @Inject
    Lamps(EntityManagerFactory factory) {
        this.factory = factory;
    }

    Lamps() {
        throw new UnsupportedOperationException("For proxies, which make none.");
    }

    Lamp add(String name) {
        var lamp = new Lamp(name);
        factory.runInTransaction(entities -> entities.persist(lamp));
        return lamp;
    }

    @TenantScoped("umbra")
    Lamp addElsewhere(String name) {
        return add(name);
    }

    @TenantScoped("nobody")
    Lamp addNowhere(String name) {
        return add(name);
    }
}
