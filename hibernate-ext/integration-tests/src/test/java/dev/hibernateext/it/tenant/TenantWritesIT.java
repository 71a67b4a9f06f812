/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Town.BLUE;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;
import static dev.hibernateext.it.tenant.Town.stateless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.tenant.TenantAssignedException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.it.tenant.Town.Bus;
import dev.hibernateext.it.tenant.Town.Draft;
import dev.hibernateext.it.tenant.Town.House;
import dev.hibernateext.it.tenant.Town.Lamp;
import dev.hibernateext.it.tenant.Town.Notice;
import dev.hibernateext.it.tenant.Town.Permit;
import dev.hibernateext.it.tenant.Town.PermitId;
import dev.hibernateext.it.tenant.Town.Person;
import dev.hibernateext.it.tenant.Town.Pin;
import dev.hibernateext.it.tenant.Town.Plan;
import dev.hibernateext.it.tenant.Town.Poster;
import dev.hibernateext.it.tenant.Town.Sheet;
import dev.hibernateext.it.tenant.Town.Street;
import dev.hibernateext.it.tenant.Town.Ticket;
import dev.hibernateext.it.tenant.Town.Vehicle;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant writes its own rows, whichever way; those of another stay as they are, with no statement more. */
@HibernateExtTest(
        entities = {
            House.class,
            Street.class,
            Lamp.class,
            Vehicle.class,
            Bus.class,
            Notice.class,
            Poster.class,
            Person.class,
            Ticket.class,
            Permit.class,
            Plan.class,
            Draft.class,
            Sheet.class,
            Pin.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
class TenantWritesIT {

    private static final int OWN = 1;
    private static final int FOREIGN = 101;

    /** One entity of the model. */
    private record Kind(String name, Maker maker, Object own, Object foreign) {

        Object make(int id, String text) {
            return maker.make(id, text);
        }

        Class<?> type() {
            return maker.make(0, "").getClass();
        }
    }

    private interface Maker {
        Object make(int id, String name);
    }

    private static List<Kind> kinds() {
        return Stream.concat(
                        Stream.<Maker>of(
                                        House::new,
                                        Street::new,
                                        Lamp::new,
                                        Bus::new,
                                        Poster::new,
                                        Person::new,
                                        Plan::new,
                                        Draft::new,
                                        Pin::new)
                                .map(maker ->
                                        new Kind(maker.make(0, "").getClass().getSimpleName(), maker, OWN, FOREIGN)),
                        Stream.of(new Kind("Ticket", Ticket::new, new Ticket(OWN, "").id, new Ticket(FOREIGN, "").id)))
                .toList();
    }

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        persist(scope, RED, OWN);
        persist(scope, BLUE, FOREIGN);
    }

    private static void persist(SessionFactoryScope scope, String tenant, int id) {
        in(scope, tenant, session -> {
            for (var kind : kinds()) {
                session.persist(kind.make(id, tenant));
            }
            session.find(House.class, id).tags.add(tenant);
            session.persist(new Permit(id, tenant));
        });
    }

    /** The rows of the other tenant as they are in the database. */
    private static Map<String, Object> foreign(SessionFactoryScope scope) {
        var found = new TreeMap<String, Object>();
        for (var kind : kinds()) {
            in(
                    scope,
                    BLUE,
                    session -> found.put(
                            kind.name(),
                            session.createSelectionQuery(
                                            "select name from " + kind.name() + " order by 1", String.class)
                                    .getResultList()));
        }
        in(scope, BLUE, session -> {
            found.put(
                    "permits",
                    session.createSelectionQuery("select name from Permit", String.class)
                            .getResultList());
            found.put(
                    "tags",
                    session.createSelectionQuery("select t from House h join h.tags t", String.class)
                            .getResultList());
        });
        return found;
    }

    private static void setTenant(Object instance, @Nullable String tenant) {
        try {
            if (instance instanceof Ticket ticket) {
                ticket.owned.tenant = tenant;
                return;
            }
            for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
                for (var field : type.getDeclaredFields()) {
                    if (field.isAnnotationPresent(org.hibernate.annotations.TenantId.class)) {
                        field.setAccessible(true);
                        field.set(instance, tenant);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a tenant may try with the id of a foreign row. */
    private static List<Consumer<StatelessSession>> statelessAttacks(Kind kind) {
        var attacks = new java.util.ArrayList<Consumer<StatelessSession>>();
        for (var tenant : new @Nullable String[] {null, RED, BLUE}) {
            attacks.add(session -> session.update(stolen(kind, tenant)));
            attacks.add(session -> session.delete(stolen(kind, tenant)));
            attacks.add(session -> session.upsert(stolen(kind, tenant)));
            attacks.add(session -> session.updateMultiple(List.of(stolen(kind, tenant))));
            attacks.add(session -> session.deleteMultiple(List.of(stolen(kind, tenant))));
            attacks.add(session -> session.upsertMultiple(List.of(stolen(kind, tenant))));
            attacks.add(session -> session.insert(stolen(kind, tenant)));
        }
        return attacks;
    }

    private static Object stolen(Kind kind, @Nullable String tenant) {
        var instance = kind.make(FOREIGN, "stolen");
        setTenant(instance, tenant);
        return instance;
    }

    private static List<Consumer<Session>> attacks(Kind kind) {
        return List.of(
                session -> session.remove(session.getReference(kind.type(), kind.foreign())),
                session -> session.remove(stolen(kind, RED)),
                session -> session.remove(stolen(kind, BLUE)),
                session -> session.merge(stolen(kind, null)),
                session -> session.merge(stolen(kind, RED)),
                session -> session.merge(stolen(kind, BLUE)),
                session -> session.persist(stolen(kind, BLUE)));
    }

    @Test
    void leavesForeignRowsAlone(SessionFactoryScope scope) {
        var before = foreign(scope);
        for (var kind : kinds()) {
            var number = 0;
            for (var attack : statelessAttacks(kind)) {
                var failure = catchThrowable(() -> stateless(scope, RED, attack));
                assertThat(foreign(scope))
                        .as("%s, stateless attack %d, %s", kind.name(), number, failure)
                        .isEqualTo(before);
                assertThat(failure)
                        .as("%s, stateless attack %d", kind.name(), number++)
                        .isNotNull();
            }
            number = 0;
            for (var attack : attacks(kind)) {
                var failure = catchThrowable(() -> in(scope, RED, attack));
                assertThat(foreign(scope))
                        .as("%s, attack %d, %s", kind.name(), number++, failure)
                        .isEqualTo(before);
            }
        }
    }

    @Test
    void leavesForeignRowsAloneWithoutATransaction(SessionFactoryScope scope) {
        var before = foreign(scope);
        for (var kind : kinds()) {
            for (var attack : statelessAttacks(kind)) {
                try (var session = scope.factory()
                        .withStatelessOptions()
                        .tenantIdentifier((Object) RED)
                        .openStatelessSession()) {
                    assertThat(catchThrowable(() -> attack.accept(session))).isNotNull();
                }
            }
            assertThat(foreign(scope)).as(kind.name()).isEqualTo(before);
        }
    }

    @Test
    void leavesForeignRowsAloneWhoseIdentifierHasTheTenant(SessionFactoryScope scope) {
        var before = foreign(scope);
        var forged = new Permit(FOREIGN, "stolen");
        forged.tenant = BLUE;
        var inserted = new Permit(FOREIGN + 1, "planted");
        inserted.tenant = BLUE;
        for (var attack : List.<Consumer<StatelessSession>>of(
                session -> session.update(forged),
                session -> session.delete(forged),
                session -> session.upsert(forged),
                session -> session.upsert(inserted))) {
            assertThat(catchThrowable(() -> stateless(scope, RED, attack))).isInstanceOf(PersistenceException.class);
            assertThat(foreign(scope)).isEqualTo(before);
        }
        for (var attack : List.<Consumer<Session>>of(
                session -> session.remove(session.getReference(Permit.class, new PermitId(FOREIGN, BLUE))),
                session -> session.remove(forged),
                session -> session.merge(forged),
                session -> session.persist(inserted))) {
            // Hibernate generates a part of an identifier whatever it is, so an inserted row is the session's own
            var failure = catchThrowable(() -> in(scope, RED, attack));
            assertThat(foreign(scope)).as("%s", failure).isEqualTo(before);
        }
    }

    @Test
    void leavesForeignRowsAloneInStatements(SessionFactoryScope scope) {
        var before = foreign(scope);
        for (var kind : kinds()) {
            in(scope, RED, session -> {
                assertThat(session.createMutationQuery("update " + kind.name() + " set name = 'mine'")
                                .executeUpdate())
                        .as(kind.name())
                        .isEqualTo(1);
                assertThat(updateByCriteria(session, kind.type()))
                        .as(kind.name())
                        .isEqualTo(1);
            });
            assertThat(foreign(scope)).as(kind.name()).isEqualTo(before);
            stateless(
                    scope,
                    RED,
                    session -> assertThat(
                                    session.createMutationQuery("delete " + kind.name() + " x where 1 = 1 or 2 = 2")
                                            .executeUpdate())
                            .as(kind.name())
                            .isEqualTo(1));
            assertThat(foreign(scope)).as(kind.name()).isEqualTo(before);
        }
    }

    @Test
    void deletesNoForeignRowByAStatementWithoutACondition(SessionFactoryScope scope) {
        var before = foreign(scope);
        for (var kind : kinds()) {
            in(
                    scope,
                    RED,
                    session ->
                            session.createMutationQuery("delete " + kind.name()).executeUpdate());
            assertThat(foreign(scope)).as(kind.name()).isEqualTo(before);
            assertThat(names(scope, kind)).as(kind.name()).isEmpty();
        }
    }

    private static <T> int updateByCriteria(Session session, Class<T> type) {
        var update = session.getCriteriaBuilder().createCriteriaUpdate(type);
        update.from(type);
        update.set("name", "mine too");
        return session.createMutationQuery(update).executeUpdate();
    }

    @Test
    void writesItsOwnRowsWithNoStatementMore(SessionFactoryScope scope, StatementRecorder recorder) {
        var guarded = new TreeMap<String, List<Integer>>();
        kinds().forEach(kind -> guarded.put(kind.name(), statements(scope, recorder, kind, 7)));
        try (var open = scope.openAnother(settings -> settings.put("hibernate.ext.tenant_rows.enabled", "false"))) {
            for (var kind : kinds()) {
                // Hibernate's filter makes it collect the ids of rows in several tables first
                var plain = statements(open, recorder, kind, 8);
                var ours = Objects.requireNonNull(guarded.get(kind.name()));
                for (var i = 0; i < plain.size(); i++) {
                    assertThat(ours.get(i)).as(kind.name()).isLessThanOrEqualTo(plain.get(i));
                }
            }
        }
    }

    private static List<Integer> statements(SessionFactoryScope scope, StatementRecorder recorder, Kind kind, int id) {
        var counts = new java.util.ArrayList<Integer>();
        recorder.clear();
        in(scope, RED, session -> session.persist(kind.make(id, "a")));
        counts.add(recorder.count());
        in(
                scope,
                RED,
                session -> session.createMutationQuery("update " + kind.name() + " set name = 'b'")
                        .executeUpdate());
        counts.add(recorder.count());
        in(scope, RED, session -> {
            var found = session.find(kind.type(), key(kind, id));
            rename(found, "c");
            session.flush();
            session.remove(found);
        });
        counts.add(recorder.count());
        in(
                scope,
                RED,
                session -> session.createMutationQuery("delete " + kind.name()).executeUpdate());
        counts.add(recorder.count());
        return counts;
    }

    private static Object key(Kind kind, int id) {
        return kind.own() instanceof Integer ? (Object) id : new Ticket(id, "").id;
    }

    private static void rename(Object instance, String name) {
        try {
            var type = instance instanceof Poster ? Notice.class : instance.getClass();
            var field = type.getDeclaredField("name");
            field.setAccessible(true);
            field.set(instance, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesItsOwnRowsInAStatelessSession(SessionFactoryScope scope) {
        for (var kind : kinds()) {
            if (kind.type() == Street.class || kind.type() == House.class) {
                continue;
            }
            stateless(scope, RED, session -> {
                var instance = Objects.requireNonNull(session.get(kind.type(), kind.own()));
                rename(instance, "updated");
                session.update(instance);
            });
            assertThat(names(scope, kind)).as(kind.name()).containsExactly("updated");
            stateless(scope, RED, session -> {
                var instance = Objects.requireNonNull(session.get(kind.type(), kind.own()));
                rename(instance, "upserted");
                session.upsert(instance);
            });
            assertThat(names(scope, kind)).as(kind.name()).containsExactly("upserted");
            stateless(
                    scope,
                    RED,
                    session -> session.delete(Objects.requireNonNull(session.get(kind.type(), kind.own()))));
            assertThat(names(scope, kind)).as(kind.name()).isEmpty();
            if (kind.type() != Lamp.class) {
                stateless(scope, RED, session -> session.upsert(kind.make(OWN, "new")));
                assertThat(names(scope, kind)).as(kind.name()).containsExactly("new");
            }
        }
    }

    private static List<String> names(SessionFactoryScope scope, Kind kind) {
        return Town.from(
                scope,
                RED,
                session -> session.createSelectionQuery("select name from " + kind.name(), String.class)
                        .getResultList());
    }

    @Test
    void givesInsertedRowsTheTenantOfTheSession(SessionFactoryScope scope) {
        in(scope, RED, session -> {
            session.createMutationQuery("insert into Lamp (id, version, name) values (2, 0, 'x'), (3, 0, 'x')")
                    .executeUpdate();
            session.createMutationQuery("insert into Lamp (id, version, name) select h.id + 10, 0, h.name from House h")
                    .executeUpdate();
            session.createMutationQuery("insert into Bus (id, name) values (2, 'x')")
                    .executeUpdate();
            session.createMutationQuery("insert into Permit (id, name) values (2, 'x')")
                    .executeUpdate();
            session.createMutationQuery("insert into Ticket (id.number, id.series, name) values (2, 's', 'x')")
                    .executeUpdate();
        });

        in(scope, RED, session -> {
            assertThat(session.createSelectionQuery("select id from Lamp order by id", Integer.class)
                            .getResultList())
                    .containsExactly(1, 2, 3, 11);
            assertThat(session.createSelectionQuery("select id from Bus order by id", Integer.class)
                            .getResultList())
                    .containsExactly(1, 2);
            assertThat(session.createSelectionQuery("select count(*) from Permit", Long.class)
                            .getSingleResult())
                    .isEqualTo(2);
            assertThat(session.createSelectionQuery("select count(*) from Ticket", Long.class)
                            .getSingleResult())
                    .isEqualTo(2);
        });
    }

    @Test
    void updatesNoForeignRowAnInsertIsInConflictWith(SessionFactoryScope scope) {
        var before = foreign(scope);
        var hql =
                "insert into Lamp (id, version, name) values (:id, 0, 'stolen') on conflict (id) do update set name = excluded.name";

        in(scope, RED, session -> {
            session.createMutationQuery(hql).setParameter("id", OWN).executeUpdate();
            assertThat(catchThrowable(() -> session.createMutationQuery(hql)
                            .setParameter("id", FOREIGN)
                            .executeUpdate()))
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isNull(),
                            failure -> assertThat(failure).isInstanceOf(PersistenceException.class));
        });

        assertThat(foreign(scope)).isEqualTo(before);
        in(scope, RED, session -> assertThat(session.find(Lamp.class, OWN).name).isEqualTo("stolen"));
    }

    @Test
    void refusesStatementsThatAssignTheTenant(SessionFactoryScope scope) {
        for (var hql : List.of(
                "update Lamp set tenant = 'blue'",
                "update Bus set tenant = 'blue'",
                "update Ticket set owned.tenant = 'blue'",
                "insert into Lamp (id, tenant, version, name) values (9, 'blue', 0, 'x')",
                "insert into Lamp (id, tenant, version, name) select 9, 'blue', 0, name from Lamp",
                "insert into Bus (id, tenant, name) values (9, 'blue', 'x')",
                "insert into Lamp (id, version, name) values (1, 0, 'x') on conflict (id) do update set tenant = 'blue'")) {
            assertThatThrownBy(() -> in(
                            scope,
                            RED,
                            session -> session.createMutationQuery(hql).executeUpdate()))
                    .as(hql)
                    .isInstanceOf(TenantAssignedException.class);
        }
    }

    @Test
    void refusesATenantSetByHand(SessionFactoryScope scope) {
        for (var kind : kinds()) {
            assertThatThrownBy(() -> in(scope, RED, session -> {
                        var found = session.find(kind.type(), kind.own());
                        setTenant(found, BLUE);
                    }))
                    .as(kind.name())
                    .hasRootCauseInstanceOf(TenantAssignedException.class);
            assertThatThrownBy(() -> in(scope, RED, session -> {
                        var made = kind.make(9, "x");
                        setTenant(made, BLUE);
                        session.persist(made);
                    }))
                    .as(kind.name())
                    .satisfies(failure -> assertThat(Stream.of(failure, failure.getCause()))
                            .hasAtLeastOneElementOfType(TenantAssignedException.class));
        }
    }

    @Test
    void writesEverythingWhereAllTenantsAreSeen(SessionFactoryScope scope) {
        try (var session = AllTenants.of(scope.factory()).open(RED)) {
            session.inTransaction(transaction -> {
                session.find(Lamp.class, FOREIGN).name = "repaired";
                session.remove(session.find(Poster.class, FOREIGN));
                session.createMutationQuery("update Bus set name = 'all'").executeUpdate();
                var lamp = new Lamp(9, "new");
                lamp.tenant = BLUE;
                session.persist(lamp);
            });
            assertThatThrownBy(() -> session.inTransaction(transaction -> session.persist(new Pin(9, "whose"))))
                    .satisfies(failure -> assertThat(Stream.of(failure, failure.getCause()))
                            .hasAtLeastOneElementOfType(TenantAssignedException.class));
        }

        in(scope, BLUE, session -> {
            assertThat(session.find(Lamp.class, FOREIGN).name).isEqualTo("repaired");
            assertThat(session.find(Lamp.class, 9)).isNotNull();
            assertThat(session.find(Poster.class, FOREIGN)).isNull();
            assertThat(session.find(Bus.class, FOREIGN).name).isEqualTo("all");
        });
    }
}
