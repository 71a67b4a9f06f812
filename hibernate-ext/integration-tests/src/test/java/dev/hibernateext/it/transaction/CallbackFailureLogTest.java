/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@HibernateExtTest
class CallbackFailureLogTest {

    @Test
    void logsFailuresOfCallbacksWithoutTheirMessages(SessionFactoryScope scope) {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.transaction");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        try {
            Transactions.of(scope.factory())
                    .run(transaction -> transaction.onCommit(() -> {
                        throw new IllegalStateException("canary one", new IllegalArgumentException("canary two"));
                    }));
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage())
                    .contains("HEXT000501", "COMMITTED", "IllegalStateException", "IllegalArgumentException")
                    .contains(CallbackFailureLogTest.class.getName())
                    .doesNotContain("canary");
        });
    }

    @Entity(name = "Stamp")
    static class Stamp {

        @Id
        int id;
    }
}
