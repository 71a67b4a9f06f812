/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history of a tenant with a schema or a database of its own is there too: its tables, its revisions and their numbers. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = TenantFleet.Settings.class,
        settings = @Setting(name = TenancySettings.STRICT, value = "false"))
class HistoryOfPlacesIT {

    private static final HistoryRequest ALL = HistoryRequest.oldest(100);
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private SessionFactory factory;
    private List<String> tenants;
    private OperationId operation;

    /** Each tenant writes the same plans, in two revisions of one operation. */
    @BeforeEach
    void write(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        factory = scope.factory();
        operation = OperationId.random();
        tenants = List.of(fleet.inSchema(), fleet.inDatabase(), fleet.inSchema(), fleet.inDatabase());
        tenants.forEach(this::write);
    }

    private void write(String tenant) {
        Contexts.run(
                Context.ofActor("actor of " + tenant)
                        .withTenant(new TenantKey(tenant))
                        .withOperation(operation),
                () -> {
                    factory.inTransaction(session -> {
                        session.persist(new Plan(1, tenant));
                        session.persist(new Plan(2, tenant));
                    });
                    factory.inTransaction(session -> {
                        session.find(Plan.class, 1).words.add(tenant);
                        session.find(Plan.class, 1).text = "again " + tenant;
                        session.remove(session.find(Plan.class, 2));
                    });
                });
    }

    private static List<HistoryEntry> timeline(EntityManager session) {
        return History.of(session, Plan.class, 1).timeline(ALL).items();
    }

    /** The numbers too: a sequence for all would tell each tenant how much the others write. */
    @Test
    void tellsTheHistoryOfThePlace() {
        for (var tenant : tenants) {
            var found = from(tenant, HistoryOfPlacesIT::timeline);

            assertThat(found)
                    .extracting(HistoryEntry::kind)
                    .containsExactly(RevisionKind.CREATED, RevisionKind.UPDATED);
            assertThat(found).extracting(entry -> entry.revision().number()).containsExactly(1L, 2L);
            assertThat(found).extracting(entry -> entry.revision().actor()).containsOnly("actor of " + tenant);
            assertThat(found.get(1).changed()).containsExactly("text", "words");
        }
    }

    @Test
    void readsStatesOfThePlace() {
        for (var tenant : tenants) {
            var seen = from(tenant, session -> List.of(seen(session, 1), seen(session, 2)));
            assertThat(seen).containsExactly(tenant + "[]", "again " + tenant + "[" + tenant + "]");
            var texts = from(
                    tenant,
                    session -> History.of(session, Plan.class, 1)
                            .diff(Instant.EPOCH, END)
                            .changes()
                            .toString());
            assertThat(texts).contains("text").contains("words +1");
        }
    }

    private static String seen(EntityManager session, long revision) {
        var state = History.of(session, Plan.class, 1).at(revision).orElseThrow();
        return state.text + state.words;
    }

    @Test
    void findsAnOperationInThePlace() {
        for (var tenant : tenants) {
            var found = from(tenant, session -> History.ofOperation(session, operation));
            var deleted = from(
                    tenant,
                    session -> History.ofType(session, Plan.class)
                            .by("actor of " + tenant)
                            .deleted()
                            .page(ALL)
                            .items());

            assertThat(found)
                    .hasSize(4)
                    .allSatisfy(entry -> assertThat(entry.revision().actor()).isEqualTo("actor of " + tenant));
            assertThat(deleted).extracting(HistoryEntry::id).containsExactly(2);
        }
        var foreign = from(
                tenants.get(0),
                session -> History.ofType(session, Plan.class)
                        .by("actor of " + tenants.get(1))
                        .page(ALL)
                        .items());
        assertThat(foreign).isEmpty();
    }

    @Test
    void recordsStatementsInThePlace() {
        for (var tenant : tenants) {
            from(
                    tenant,
                    session -> session.createMutationQuery("update Plan set text = 'stated'")
                            .executeUpdate());
            from(
                    tenant,
                    session -> session.createMutationQuery("delete from Plan").executeUpdate());
            var found = from(tenant, HistoryOfPlacesIT::timeline);

            assertThat(found)
                    .extracting(HistoryEntry::kind)
                    .containsExactly(
                            RevisionKind.CREATED, RevisionKind.UPDATED, RevisionKind.UPDATED, RevisionKind.DELETED);
        }
    }

    /** Whichever way a session is opened, its tenant's place is asked. */
    @Test
    void worksThroughEveryEntry() {
        for (var tenant : tenants) {
            var expected = from(tenant, HistoryOfPlacesIT::timeline);
            try (var scope = Tenants.open(tenant);
                    var session = factory.openSession();
                    var configured = factory.withOptions().openSession();
                    var manager = factory.createEntityManager();
                    var child = session.sessionWithOptions().connection().openSession()) {
                assertThat(Stream.of(session, configured, manager, child).map(HistoryOfPlacesIT::timeline))
                        .containsOnly(expected);
            }
        }
    }

    /** What the tables have, below everything. */
    @Test
    void keepsRowsOfNobodyElse() {
        for (var tenant : tenants) {
            var rows = from(
                    tenant,
                    session -> session.createNativeQuery("select distinct ACTOR from REVINFO", String.class)
                            .getResultList());
            var texts = from(
                    tenant,
                    session -> session.createNativeQuery(
                                    "select text from Plan_AUD where text is not null", String.class)
                            .getResultList());

            assertThat(rows).containsExactly("actor of " + tenant);
            assertThat(texts).hasSize(3).allMatch(text -> text.endsWith(tenant));
        }
    }

    private <R> R from(String tenant, Function<Session, R> work) {
        try (var scope = Tenants.open(tenant)) {
            return factory.fromTransaction(work);
        }
    }

    @Entity(name = "Plan")
    @Audited
    static class Plan {

        @Id
        int id;

        @Nullable
        String text;

        @ElementCollection
        Set<String> words = new HashSet<>();

        Plan() {}

        Plan(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
