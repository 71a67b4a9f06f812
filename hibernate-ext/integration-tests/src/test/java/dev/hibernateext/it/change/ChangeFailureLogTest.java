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
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.change.ChangeFailureHandler;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@HibernateExtTest(entities = Reader.class)
class ChangeFailureLogTest implements SettingsContributor {

    private static final AtomicReference<@Nullable Throwable> NO_CONTEXT = new AtomicReference<>();

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.change");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CONTEXT_SOURCE, (ContextSource) ChangeFailureLogTest::context);
    }

    private static Context context() {
        var failure = NO_CONTEXT.get();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return Context.empty();
    }

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        NO_CONTEXT.set(null);
        logger.detachAppender(logged);
    }

    @Test
    void logsFailuresWithoutTheirMessages(SessionFactoryScope scope) {
        try (var registration = Changes.of(scope.factory()).register(new Failing())) {
            persist(scope);
        }

        requireLogged(
                Level.WARN,
                "HEXT000201",
                Failing.class.getName(),
                "IllegalStateException",
                "IllegalArgumentException",
                "afterCommit");
    }

    @Test
    void logsFailuresOfTheFailureHandler(SessionFactoryScope scope) {
        ChangeFailureHandler failing = (listener, failure) -> {
            throw new UnsupportedOperationException("canary three");
        };
        var changes = Changes.of(scope.factory());
        changes.onFailure(failing);
        try (var registration = changes.register(new Failing())) {
            persist(scope);
        } finally {
            changes.onFailure((listener, failure) -> {});
        }

        requireLogged(Level.ERROR, "HEXT000202", failing.getClass().getName(), "UnsupportedOperationException");
    }

    @Test
    void tellsOfACommitWithoutTheContextThatCannotBeFound(SessionFactoryScope scope) {
        var told = new ArrayList<ChangeSet>();
        try (var registration = Changes.of(scope.factory()).register(ChangeListener.afterCommit(told::add))) {
            persistAndFail(scope, new IllegalStateException("canary four"));
        }

        assertThat(told).singleElement().extracting(ChangeSet::context).isEqualTo(Context.empty());
        requireLogged(Level.WARN, "HEXT000203", "IllegalStateException");
    }

    @Test
    void logsThatListenersCouldNotBeTold(SessionFactoryScope scope) {
        var told = new ArrayList<ChangeSet>();
        try (var registration = Changes.of(scope.factory()).register(ChangeListener.afterCommit(told::add))) {
            persistAndFail(scope, new LinkageError("canary five"));
        }

        assertThat(told).isEmpty();
        requireLogged(Level.ERROR, "HEXT000204", "LinkageError");
    }

    private static void persist(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Reader(1, "Ada")));
    }

    private static void persistAndFail(SessionFactoryScope scope, Throwable failure) {
        scope.inTransaction(session -> {
            session.persist(new Reader(1, "Ada"));
            session.flush();
            NO_CONTEXT.set(failure);
        });
        NO_CONTEXT.set(null);
        scope.inTransaction(session -> assertThat(session.find(Reader.class, 1)).isNotNull());
    }

    private void requireLogged(Level level, String... parts) {
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(level);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage()).contains(parts).doesNotContain("canary");
        });
    }

    private static final class Failing implements ChangeListener {

        @Override
        public void afterCommit(ChangeSet changes) {
            throw new IllegalStateException("canary one", new IllegalArgumentException("canary two"));
        }
    }
}
