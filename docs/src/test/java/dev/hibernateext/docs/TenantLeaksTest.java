/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.testing.leak.LeakKit;
import dev.hibernateext.testing.leak.LeakPolicy;
import dev.hibernateext.testing.leak.LeakTests;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class TenantLeaksTest implements LeakTests {

    private static SessionFactory sessionFactory;

    @Override
    public LeakKit leakKit() {
        return LeakKit.of(sessionFactory, "acme", "globex")
                .creating(Contact.class, session -> new Contact("someone@example.com"))
                .references(LeakPolicy.REPORT);
    }

    @BeforeAll
    static void start() {
        sessionFactory = new HibernatePersistenceConfiguration("leaks")
                .managedClasses(Contact.class, Message.class)
                .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:leaks")
                .property("jakarta.persistence.schema-generation.database.action", "create-drop")
                .createEntityManagerFactory();
    }

    @AfterAll
    static void stop() {
        sessionFactory.close();
    }

    @Entity(name = "Contact")
    static class Contact extends TenantEntity {

        @Id
        @GeneratedValue
        long id;

        @Column(nullable = false)
        String email;

        Contact() {}

        Contact(String email) {
            this.email = email;
        }
    }

    @Entity(name = "Message")
    static class Message extends TenantEntity {

        @Id
        @GeneratedValue
        long id;

        String text;

        @ManyToOne(optional = false)
        Contact recipient;
    }
}
