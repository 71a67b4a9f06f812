/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.validation.constraints.Size;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each test plants the canary in what it can and looks for it in everything the library says. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class SecretsIT {

    private static final String CANARY = "canary-4711";

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void staysOutOfConstraintErrors(SessionFactoryScope scope) {
        inserted(scope, new Person(1, CANARY));

        var failure = catchThrowable(() -> inserted(scope, new Person(2, CANARY)));

        assertThat(text(failure))
                .as("the error of the driver, which is the danger")
                .contains(CANARY);
        var translated = ConstraintViolations.translate((PersistenceException) failure, scope.factory());
        assertThat(translated).hasValueSatisfying(error -> assertSilent(error, error.toProblem()));
    }

    @Test
    void staysOutOfVersionConflicts(SessionFactoryScope scope) {
        inserted(scope, new Person(1, CANARY));

        var failure = catchThrowable(() -> as(() -> scope.inTransaction(session -> OptimisticLocking.of(session)
                .update(Person.class, 1, ExpectedVersion.of(7), person -> person.email = CANARY + "-2"))));

        assertSilent(ours(failure), ours(failure).toProblem());
    }

    @Test
    void staysOutOfStampErrors(SessionFactoryScope scope) {
        inserted(scope, new Person(1, CANARY));

        assertSilent(ours(catchThrowable(() -> scope.inTransaction(
                session -> session.createMutationQuery("update Person p set p.email = :email, p.updatedBy = :actor")
                        .setParameter("email", CANARY)
                        .setParameter("actor", CANARY)
                        .executeUpdate()))));
    }

    @Test
    void staysOutOfVetoesAndOfWhatHooksSee(SessionFactoryScope scope) {
        inserted(scope, new Person(1, CANARY));
        var seen = new ArrayList<EntityWrite<?>>();

        try (var hook = Hooks.of(scope.factory()).on(Person.class).beforeUpdate(write -> {
            seen.add(write);
            throw HookVetoException.because("nobody may", write);
        })) {
            var failure = catchThrowable(() -> as(() -> scope.inTransaction(SecretsIT::rename)));
            assertSilent(ours(failure), ours(failure).toProblem());
        }

        assertThat(seen).hasSize(1);
        assertSilent(seen.get(0));
    }

    @Test
    void staysOutOfValidationErrors(SessionFactoryScope scope) {
        var failure = catchThrowable(() -> inserted(scope, new Person(1, CANARY + "x".repeat(60))));

        assertSilent(ours(failure), ours(failure).toProblem());
    }

    @Test
    void staysOutOfWhatIsCaptured(SessionFactoryScope scope) {
        var captured = new ArrayList<ChangeSet>();
        try (var listening = Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                captured.add(changes);
            }
        })) {
            inserted(scope, new Person(1, CANARY));
            as(() -> scope.inTransaction(SecretsIT::rename));
            as(() -> scope.inTransaction(session -> session.createMutationQuery("update Person p set p.email = :email")
                    .setParameter("email", CANARY)
                    .executeUpdate()));
        }

        assertThat(captured).hasSize(3);
        for (var changes : captured) {
            assertSilent(changes, changes.context(), changes.changes());
            changes.entities().forEach(change -> assertSilent(change, change.before(), change.after()));
            changes.bulk().forEach(this::assertSilent);
        }
    }

    @Test
    void staysOutOfTheLogOfListenersAndCallbacksThatFail(SessionFactoryScope scope) {
        try (var listening = Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                throw new IllegalStateException(CANARY, new IllegalArgumentException(CANARY));
            }
        })) {
            as(() -> Transactions.of(scope.factory()).run(transaction -> {
                transaction.session().persist(new Person(1, CANARY));
                transaction.onCommit(() -> {
                    throw new IllegalStateException(CANARY);
                });
            }));
        }

        assertThat(log.list).extracting(ILoggingEvent::getLevel).contains(Level.WARN);
        assertSilent();
    }

    @Test
    void staysOutOfEtagErrors(SessionFactoryScope scope) {
        assertSilent(ours(catchThrowable(() -> Etag.parse(CANARY))));
        assertSilent(ours(catchThrowable(() -> IfMatch.parse("\"a\", " + CANARY))));
    }

    private static void inserted(SessionFactoryScope scope, Person person) {
        as(() -> scope.inTransaction(session -> {
            session.persist(person);
            session.flush();
        }));
    }

    private static void rename(Session session) {
        session.find(Person.class, 1).email = CANARY + "-2";
        session.flush();
    }

    private static void as(Runnable work) {
        Contexts.run(Context.ofActor(CANARY).withAttribute("address", CANARY), work);
    }

    private static HibernateExtException ours(Throwable failure) {
        var ours = HibernateExtException.findIn(failure, HibernateExtException.class);
        if (ours == null) {
            throw new AssertionError("An error of the library was expected.", failure);
        }
        return ours;
    }

    private void assertSilent(@Nullable Object... said) {
        for (var thing : said) {
            assertThat(thing instanceof Throwable error ? text(error) : String.valueOf(thing))
                    .doesNotContain(CANARY);
        }
        assertThat(logged()).doesNotContain(CANARY);
    }

    private String logged() {
        var text = new StringBuilder();
        for (var event : List.copyOf(log.list)) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    /** The error as a log would print it, with causes and suppressed ones. */
    private static String text(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Entity(name = "Person")
    static class Person extends AuditedEntity {

        @Id
        int id;

        @Column(unique = true)
        @Size(max = 40)
        String email;

        Person(int id, String email) {
            this.id = id;
            this.email = email;
        }

        Person() {
            this(0, "");
        }
    }
}
