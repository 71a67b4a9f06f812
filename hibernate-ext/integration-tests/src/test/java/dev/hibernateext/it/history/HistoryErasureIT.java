/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.retention.ErasureRefusedException;
import dev.hibernateext.history.retention.HistoryErasure;
import dev.hibernateext.history.retention.HistoryHeldException;
import dev.hibernateext.history.retention.HistoryHolds;
import dev.hibernateext.history.retention.HistoryRetention;
import dev.hibernateext.history.retention.LegalHold;
import dev.hibernateext.history.revision.ContextRevision;
import dev.hibernateext.it.history.RetentionWorld.Car;
import dev.hibernateext.it.history.RetentionWorld.Circle;
import dev.hibernateext.it.history.RetentionWorld.Person;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values go from histories; that there was a change stays. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            RetentionWorld.Plain.class,
            RetentionWorld.Place.class,
            Person.class,
            RetentionWorld.Asset.class,
            Car.class,
            RetentionWorld.Shape.class,
            Circle.class,
            LegalHold.class
        },
        settings = {
            @Setting(
                    name = "org.hibernate.envers.audit_strategy",
                    value = "org.hibernate.envers.strategy.internal.ValidityAuditStrategy"),
            @Setting(name = "org.hibernate.envers.global_with_modified_flag", value = "true")
        })
class HistoryErasureIT {

    private static final HistoryRequest ALL = HistoryRequest.oldest(100);

    private SessionFactoryScope scope;
    private OperationId operation;

    /** A person with two names, and another one. */
    @BeforeEach
    void write(SessionFactoryScope given) {
        scope = given;
        operation = OperationId.random();
        as("ada", session -> {
            HistoryHolds.of(session)
                    .all()
                    .forEach(hold -> HistoryHolds.of(session).release(hold.id()));
            session.persist(person(1, "Grace"));
            session.persist(person(2, "Alan"));
            var car = new Car();
            car.id = 1;
            car.plate = "G-1";
            session.persist(car);
            var circle = new Circle();
            circle.id = 1;
            circle.radius = 7;
            session.persist(circle);
        });
        as("bob", session -> session.find(Person.class, 1).name = "Hopper");
    }

    private static Person person(int id, String name) {
        var person = new Person();
        person.id = id;
        person.name = name;
        person.home = new RetentionWorld.Place();
        person.home.street = name + "street";
        person.phones.add(name);
        return person;
    }

    private void as(String actor, Consumer<Session> work) {
        Contexts.run(
                Context.ofActor(actor).withOperation(operation).withAttribute(History.REASON, "by " + actor),
                () -> scope.inTransaction(work));
    }

    private List<HistoryEntry> timeline(int id) {
        return scope.fromTransaction(
                session -> History.of(session, Person.class, id).timeline(ALL).items());
    }

    private List<String> states(int id) {
        var revisions =
                timeline(id).stream().map(entry -> entry.revision().number()).toList();
        return scope.fromTransaction(session -> revisions.stream()
                .map(revision -> History.of(session, Person.class, id)
                        .at(revision)
                        .orElseThrow()
                        .text())
                .toList());
    }

    @Test
    void leavesThatThereWasAChange() {
        var before = timeline(1);
        var other = states(2);
        var flags = flags();
        assertThat(states(1)).anyMatch(text -> text.contains("name=Grace")).anyMatch(text -> text.contains("Hopper"));

        as(
                "officer",
                session -> assertThat(HistoryErasure.of(session).erase(Person.class, 1, "name", "home"))
                        .isEqualTo(2));

        assertThat(states(1))
                .hasSize(2)
                .allMatch(
                        text -> text.startsWith("name=null ") && !text.contains("Hopper") && !text.contains("street"));
        assertThat(timeline(1))
                .extracting(HistoryEntry::kind)
                .containsExactly(RevisionKind.CREATED, RevisionKind.UPDATED);
        assertThat(timeline(1))
                .extracting(HistoryEntry::revision)
                .isEqualTo(before.stream().map(HistoryEntry::revision).toList());
        assertThat(states(2)).isEqualTo(other);
        assertThat(flags()).isEqualTo(flags);
        assertThat(reasons()).contains("Erased " + Person.class.getName() + " 1: name, home");
        scope.inTransaction(
                session -> assertThat(session.find(Person.class, 1).name).isEqualTo("Hopper"));
    }

    /** What rows say besides values: their end, and what was modified. */
    private List<String> flags() {
        return scope.fromTransaction(session -> session.createNativeQuery(
                        "select concat_ws(',', REV, REVEND, REVTYPE, name_MOD, phones_MOD) from Person_AUD order by id, REV",
                        String.class)
                .getResultList());
    }

    private List<String> reasons() {
        return scope.fromTransaction(session -> session.createSelectionQuery(
                        "from ContextRevision r where r.reason like 'Erased %'", ContextRevision.class)
                .getResultStream()
                .peek(revision -> assertThat(revision.actor()).isEqualTo("officer"))
                .map(revision -> Objects.requireNonNull(revision.reason()))
                .toList());
    }

    @Test
    void putsReplacementsInThePlaceOfValues() {
        as("officer", session -> {
            HistoryErasure.of(session).erase(Person.class, 1, Map.of("name", "erased"));
            HistoryErasure.of(session).erase(RetentionWorld.Asset.class, 1, Map.of("plate", "X"));
            HistoryErasure.of(session).erase(Circle.class, 1, Map.of("radius", 1));
        });

        assertThat(states(1)).allMatch(text -> text.startsWith("name=erased "));
        scope.inTransaction(session -> {
            var revision = History.of(session, Car.class, 1)
                    .timeline()
                    .items()
                    .get(0)
                    .revision()
                    .number();
            assertThat(History.of(session, Car.class, 1).at(revision).orElseThrow().plate)
                    .isEqualTo("X");
            assertThat(History.of(session, Circle.class, 1).at(revision).orElseThrow().radius)
                    .isEqualTo(1);
        });
    }

    @Test
    void refusesWhatCannotBeErased() {
        as("officer", session -> {
            var erasure = HistoryErasure.of(session);
            assertThatThrownBy(() -> erasure.erase(Circle.class, 1, "radius"))
                    .isInstanceOf(ErasureRefusedException.class)
                    .hasMessageContaining("radius");
            assertThatThrownBy(() -> erasure.erase(Person.class, 1, "phones"))
                    .isInstanceOf(ErasureRefusedException.class)
                    .hasMessageContaining("phones");
            assertThatThrownBy(() -> erasure.erase(Person.class, 1, "id")).isInstanceOf(NotRecordedException.class);
        });
    }

    @Test
    void refusesWhatIsHeld() {
        var before = states(1);
        refuses(session -> HistoryHolds.of(session).hold(Person.class, 1, "case 1"));
        refuses(session -> HistoryHolds.of(session).hold(Person.class, "case 2"));
        refuses(session -> HistoryHolds.of(session).hold(operation, "case 3"));

        assertThat(states(1)).isEqualTo(before);
        as("officer", session -> HistoryErasure.of(session).erase(Person.class, 1, "name"));
        assertThat(states(1)).isNotEqualTo(before);
    }

    /** Until it is released. */
    private void refuses(Consumer<Session> hold) {
        as("officer", hold);
        as("officer", session -> {
            assertThatThrownBy(() -> HistoryErasure.of(session).erase(Person.class, 1, "name"))
                    .isInstanceOf(HistoryHeldException.class)
                    .hasMessageContaining("Release");
            var holds = HistoryHolds.of(session);
            holds.all().forEach(each -> holds.release(each.id()));
        });
    }

    @Test
    void namesAnActorOtherwise() {
        as(
                "officer",
                session -> assertThat(HistoryErasure.of(session).eraseActor("ada", "person-7"))
                        .isEqualTo(1));

        assertThat(timeline(1)).extracting(entry -> entry.revision().actor()).containsExactly("person-7", "bob");
        assertThat(timeline(1)).extracting(entry -> entry.revision().reason()).containsExactly(null, "by bob");
    }

    @Test
    void namesNoActorOtherwiseWhoseOperationIsHeld() {
        as("officer", session -> HistoryHolds.of(session).hold(operation, "case 5"));

        as(
                "officer",
                session -> assertThatThrownBy(() -> HistoryErasure.of(session).eraseActor("ada", null))
                        .isInstanceOf(HistoryHeldException.class));
        assertThat(timeline(1).get(0).revision().actor()).isEqualTo("ada");
    }

    /** What tells of an erasure has no entries, and stays all the same. */
    @Test
    void keepsWhatTellsOfAnErasure() {
        as("officer", session -> HistoryErasure.of(session).erase(Person.class, 1, "name"));

        HistoryRetention.of(scope.factory())
                .keep(Person.class, Duration.ofNanos(1))
                .prune();

        assertThat(reasons()).isNotEmpty();
    }
}
