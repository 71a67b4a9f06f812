/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.UniqueWhenActive;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the start of a factory says of mappings that work in another way than they look. */
class SoftDeleteWarningsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.softdelete");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @Test
    void namesReferencesThatAreMadeLazy() {
        start(Depot.class, Wagon.class);

        requireLogged("HEXT000301: " + Wagon.class.getName() + ".depot refers to a soft-deletable entity");
    }

    @Test
    void namesConstraintsWithOptionsThatStay() {
        start(Signal.class);

        requireLogged("HEXT000302: Deleted rows keep the values of", "the constraint has options");
    }

    @Test
    void namesTablesWithoutTheMark() {
        start(Engine.class, Diesel.class);

        requireLogged("HEXT000303: Deleted rows keep the unique values in table Diesel taken", "in table Engine");
    }

    private void requireLogged(String... parts) {
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).contains(parts);
        });
    }

    private static void start(Class<?>... entities) {
        new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:soft-delete-warnings")
                .setProperty("hibernate.hbm2ddl.auto", "none")
                .addAnnotatedClasses(entities)
                .buildSessionFactory()
                .close();
    }

    @Entity(name = "Depot")
    static class Depot extends SoftDeletableEntity {
        @Id
        int id;
    }

    @Entity(name = "Wagon")
    static class Wagon {
        @Id
        int id;

        @ManyToOne
        @Nullable
        Depot depot;
    }

    @Entity(name = "Signal")
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = "code", options = "nulls distinct"))
    @UniqueWhenActive
    static class Signal extends SoftDeletableEntity {
        @Id
        int id;

        @Nullable
        String code;
    }

    @Entity(name = "Engine")
    @Inheritance(strategy = InheritanceType.JOINED)
    @UniqueWhenActive
    static class Engine extends SoftDeletableEntity {
        @Id
        int id;

        @Column(unique = true)
        @Nullable
        String number;
    }

    @Entity(name = "Diesel")
    static class Diesel extends Engine {
        @Column(unique = true)
        @Nullable
        String tank;
    }
}
