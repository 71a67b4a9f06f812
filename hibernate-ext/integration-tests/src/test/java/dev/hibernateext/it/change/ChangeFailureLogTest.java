/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@HibernateExtTest(entities = Reader.class)
class ChangeFailureLogTest {

    @Test
    void logsFailuresWithoutTheirMessages(SessionFactoryScope scope) {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.change");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        try (var registration = Changes.of(scope.factory()).register(new Failing())) {
            scope.inTransaction(session -> session.persist(new Reader(1, "Ada")));
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage())
                    .contains(
                            "HEXT000201", Failing.class.getName(), "IllegalStateException", "IllegalArgumentException")
                    .contains("afterCommit")
                    .doesNotContain("canary");
        });
    }

    private static final class Failing implements ChangeListener {

        @Override
        public void afterCommit(ChangeSet changes) {
            throw new IllegalStateException("canary one", new IllegalArgumentException("canary two"));
        }
    }
}
