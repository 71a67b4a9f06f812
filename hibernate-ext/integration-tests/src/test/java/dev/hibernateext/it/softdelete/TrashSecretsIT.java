/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.KeyTakenException;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.StillReferencedException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.softdelete.UnknownDeletionException;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Identifiers, values and actors are personal: the canary is planted in all of them and looked for in all that is said. */
@HibernateExtTest
class TrashSecretsIT {

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
    void staysOutOfErrors(SessionFactoryScope scope) {
        as(scope, session -> {
            var person = new Person(CANARY);
            person.pets.add(new Pet(CANARY, person));
            session.persist(person);
        });
        as(scope, session -> Trash.of(session, Person.class).delete(List.of(CANARY)));

        as(scope, session -> {
            var people = Trash.of(session, Person.class);
            var pets = Trash.of(session, Pet.class);
            assertSilent(NotInTrashException.class, () -> people.restore(CANARY + "-2"));
            assertSilent(NotInTrashException.class, () -> people.purge(CANARY + "-2"));
            assertSilent(ParentDeletedException.class, () -> pets.restore(CANARY));
            assertSilent(VersionConflictException.class, () -> people.restore(CANARY, ExpectedVersion.of(7)));
            assertSilent(UnknownDeletionException.class, () -> people.restoreOperation(new UUID(1, 2)));
            assertSilent(EntityMissingException.class, () -> people.delete(List.of(CANARY)));
        });
        as(scope, session -> {
            var guest = new Pet(CANARY + "-guest", null);
            guest.person = session.getReference(Person.class, CANARY);
            session.persist(guest);
            session.flush();
            assertSilent(
                    StillReferencedException.class,
                    () -> Trash.of(session, Person.class).purge(CANARY));
        });
    }

    @Test
    void staysOutOfTakenKeys(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.createNativeMutationQuery("alter table Person drop constraint one_email")
                .executeUpdate());
        as(scope, session -> session.persist(new Person(CANARY)));
        as(scope, session -> Trash.of(session, Person.class).delete(List.of(CANARY)));
        as(scope, session -> session.persist(new Person(CANARY + "-2")));

        as(
                scope,
                session -> assertSilent(
                        KeyTakenException.class,
                        () -> Trash.of(session, Person.class).restore(CANARY)));
    }

    @Test
    void staysOutOfResults(SessionFactoryScope scope) {
        as(scope, session -> session.persist(new Person(CANARY)));
        as(scope, session -> {
            var people = Trash.of(session, Person.class);
            assertSilent(people.delete(List.of(CANARY)));
            assertSilent(people.operations(Page.first(1)));
            assertSilent(people.restore(CANARY));
            people.delete(List.of(CANARY));
            assertSilent(people.purge(CANARY));
        });
    }

    private static void as(SessionFactoryScope scope, Consumer<Session> work) {
        Contexts.run(Context.ofActor(CANARY), () -> scope.inTransaction(work));
    }

    private <T extends HibernateExtException> void assertSilent(Class<T> type, ThrowingCallable call) {
        var failure = catchThrowableOfType(type, call);
        assertThat(failure).isNotNull();
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertSilent(text);
        assertSilent(failure.toProblem());
    }

    private void assertSilent(Object said) {
        assertThat(said.toString()).doesNotContain(CANARY);
        assertThat(List.copyOf(log.list))
                .noneMatch(event -> event.getFormattedMessage().contains(CANARY));
    }

    @Entity(name = "Person")
    @Table(uniqueConstraints = @UniqueConstraint(name = "one_email", columnNames = "email"))
    static class Person extends SoftDeletableEntity {

        @Id
        String id = "";

        String email = CANARY;

        @OneToMany(mappedBy = "person", cascade = CascadeType.ALL)
        Set<Pet> pets = new HashSet<>();

        Person() {}

        Person(String id) {
            this.id = id;
        }
    }

    @Entity(name = "Pet")
    static class Pet extends SoftDeletableEntity {

        @Id
        String id = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Person person;

        Pet() {}

        Pet(String id, @Nullable Person person) {
            this.id = id;
            this.person = person;
        }
    }
}
