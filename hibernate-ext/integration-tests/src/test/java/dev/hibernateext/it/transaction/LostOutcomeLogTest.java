/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Hibernate tells no synchronization behind one that failed, and so nobody of the outcome. */
@HibernateExtTest
class LostOutcomeLogTest {

    @Test
    void dropsChangesNobodyWasToldTheOutcomeOf(SessionFactoryScope scope) {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.change");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        var told = new ArrayList<Object>();
        try (var registration = Changes.of(scope.factory())
                        .register(ChangeListener.afterCommit(
                                changes -> changes.entities().forEach(change -> told.add(change.id()))));
                var session = scope.openSession()) {
            session.beginTransaction();
            session.getTransaction().registerSynchronization(new Failing());
            session.persist(new Slip(1));
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(RuntimeException.class);
            session.clear();

            session.beginTransaction();
            session.persist(new Slip(2));
            session.getTransaction().commit();
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(told).containsExactly(2);
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .contains("HEXT000205: 1 changes are dropped")
                    .doesNotContain("canary");
        });
    }

    private static final class Failing implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            throw new IllegalStateException("canary");
        }
    }

    @Entity(name = "Slip")
    static class Slip {
        @Id
        int id;

        Slip() {}

        Slip(int id) {
            this.id = id;
        }
    }
}
