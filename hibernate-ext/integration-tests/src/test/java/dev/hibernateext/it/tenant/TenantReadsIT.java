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

import dev.hibernateext.core.tenant.TenantMissingException;
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
import dev.hibernateext.it.tenant.Town.TicketId;
import dev.hibernateext.it.tenant.Town.Vehicle;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant reads its own rows, whichever way; the plans of one serve the others. */
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
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class TenantReadsIT {

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        persist(scope, RED, 1);
        persist(scope, BLUE, 101);
    }

    private static void persist(SessionFactoryScope scope, String tenant, int first) {
        in(scope, tenant, session -> {
            var street = new Street(first, tenant);
            session.persist(street);
            for (var id = first; id < first + 3; id++) {
                var lamp = new Lamp(id, tenant);
                session.persist(lamp);
                var house = new House(id, tenant);
                house.street = street;
                house.lamps.add(lamp);
                house.tags.add(tenant);
                session.persist(house);
                session.persist(new Bus(id, tenant));
                session.persist(new Poster(id, tenant));
                session.persist(new Person(id, tenant));
                session.persist(new Ticket(id, tenant));
                session.persist(new Permit(id, tenant));
                session.persist(new Plan(id, tenant));
                session.persist(new Draft(id, tenant));
                session.persist(new Pin(id, tenant));
            }
        });
    }

    @Test
    void readsItsOwnRowsOnly(SessionFactoryScope scope) {
        for (var round = 0; round < 3; round++) {
            in(scope, RED, session -> readAll(session, RED, 1, 101));
            in(scope, BLUE, session -> readAll(session, BLUE, 101, 1));
            stateless(scope, RED, session -> readAll(session, RED, 1, 101));
            stateless(scope, BLUE, session -> readAll(session, BLUE, 101, 1));
        }
    }

    @Test
    void ignoresTheFilterOfHibernate(SessionFactoryScope scope) {
        in(scope, RED, session -> {
            session.disableFilter("_tenantId");
            session.enableFilter(AllTenants.FILTER);

            readAll(session, RED, 1, 101);
        });
    }

    private static void readAll(Session session, String tenant, int own, int foreign) {
        for (var type : List.of(
                House.class,
                Street.class,
                Lamp.class,
                Bus.class,
                Vehicle.class,
                Poster.class,
                Notice.class,
                Person.class,
                Plan.class,
                Draft.class,
                Pin.class)) {
            assertThat(session.find(type, own)).as("%s", type).isNotNull();
            assertThat(session.find(type, foreign)).as("%s", type).isNull();
            if (List.of(House.class, Lamp.class, Plan.class).contains(type)) {
                assertThat(session.find(type, foreign, LockModeType.PESSIMISTIC_WRITE))
                        .as("%s", type)
                        .isNull();
            }
            assertThat(new ArrayList<Object>(session.findMultiple(type, List.of(own, foreign))))
                    .as("%s", type)
                    .containsExactly(session.find(type, own), null);
            assertThatThrownBy(() -> Hibernate.initialize(session.getReference(type, foreign)))
                    .isInstanceOf(EntityNotFoundException.class);
            session.clear();
        }
        assertThat(session.find(Ticket.class, ticket(own))).isNotNull();
        assertThat(session.find(Ticket.class, ticket(foreign))).isNull();
        assertThat(session.find(Permit.class, new PermitId(own, tenant))).isNotNull();
        assertThat(session.find(Permit.class, new PermitId(foreign, tenant.equals(RED) ? BLUE : RED)))
                .isNull();
        assertThat(session.find(House.class, "address " + own, KeyType.NATURAL)).isNotNull();
        assertThat(session.find(House.class, "address " + foreign, KeyType.NATURAL))
                .isNull();
        assertThat(session.findMultiple(House.class, List.of("address " + own, "address " + foreign), KeyType.NATURAL))
                .extracting(house -> house == null ? null : house.id)
                .containsExactly(own, null);
        var house = session.find(House.class, own);
        assertThat(house.lamps).hasSize(1);
        assertThat(house.tags).containsExactly(tenant);
        assertThat(Hibernate.unproxy(house.street, Street.class).houses).hasSize(3);
        session.refresh(house);
        assertThat(session.createSelectionQuery("from House h join fetch h.street join fetch h.lamps", House.class)
                        .getResultList())
                .extracting(fetched -> fetched.name)
                .containsOnly(tenant);
        query(session, tenant);
    }

    private static void readAll(StatelessSession session, String tenant, int own, int foreign) {
        // Hibernate cannot put a row that refers to one with a version into the cache from a stateless session
        session.setCacheMode(CacheMode.GET);
        for (var type : List.of(
                House.class,
                Street.class,
                Lamp.class,
                Bus.class,
                Vehicle.class,
                Poster.class,
                Notice.class,
                Person.class,
                Plan.class,
                Draft.class,
                Pin.class)) {
            assertThat((Object) session.get(type, own)).as("%s", type).isNotNull();
            assertThat((Object) session.get(type, foreign)).as("%s", type).isNull();
            assertThat(session.getMultiple(type, List.of(own, foreign)).get(1)).isNull();
        }
        assertThat(session.get(Ticket.class, ticket(foreign))).isNull();
        query(session, tenant);
    }

    private static void query(org.hibernate.query.QueryProducer session, String tenant) {
        for (var entity : List.of(
                "House", "Lamp", "Bus", "Vehicle", "Poster", "Notice", "Person", "Ticket", "Permit", "Plan", "Draft",
                "Pin")) {
            assertThat(session.createSelectionQuery("select count(*) from " + entity, Long.class)
                            .getSingleResult())
                    .as(entity)
                    .isEqualTo(3);
            assertThat(session.createSelectionQuery("from " + entity + " where 1 = 1 or 1 = 1", Object.class)
                            .setCacheable(true)
                            .getResultList())
                    .as(entity)
                    .hasSize(3);
        }
        for (var hql : List.of(
                "select h.name from House h join h.street s where s.name is not null",
                "select s.name from House h join h.street s",
                "select l.name from House h join h.lamps l",
                "select h.name from Street s join s.houses h",
                "select l.name from House h cross join Lamp l where l.id = h.id",
                "select l.name from House h left join Lamp l on l.id = h.id",
                "select h.name from House h where exists (select 1 from Lamp l where l.id = h.id)",
                "select h.name from House h where h.id in (select l.id from Lamp l)",
                "select h.name from House h where size(h.lamps) = 1",
                "select (select l.name from Lamp l where l.id = h.id) from House h",
                "select t from House h join h.tags t",
                "with x as (select h.name as n from House h) select n from x",
                "select treat(v as Bus).name from Vehicle v",
                "select name from House union all select name from Lamp where 1 = 0",
                "select l.name from Lamp l where l.id in (select element(h.lamps).id from House h)")) {
            assertThat(session.createSelectionQuery(hql, String.class).getResultList())
                    .as(hql)
                    .hasSize(3)
                    .containsOnly(tenant);
        }
    }

    private static TicketId ticket(int number) {
        return new Ticket(number, "").id;
    }

    @Test
    void refusesToFetchAForeignRowThroughASharedOne(SessionFactoryScope scope) {
        in(scope, RED, session -> {
            var sheet = new Sheet(1);
            sheet.eager = session.find(Lamp.class, 1);
            sheet.lazy = session.find(Lamp.class, 2);
            sheet.pins.add(session.find(Pin.class, 1));
            session.persist(sheet);
        });

        in(
                scope,
                RED,
                session -> assertThat(Objects.requireNonNull(session.find(Sheet.class, 1).eager).name)
                        .isEqualTo(RED));
        for (var hql : List.of("from Map", "from Map m left join fetch m.eager", "from Map m left join fetch m.lazy")) {
            assertThatThrownBy(() -> in(
                            scope,
                            BLUE,
                            session -> session.createSelectionQuery(hql, Sheet.class)
                                    .getResultList()))
                    .as(hql)
                    .isInstanceOf(EntityNotFoundException.class);
        }
        assertThatThrownBy(() -> in(scope, BLUE, session -> session.find(Sheet.class, 1)))
                .isInstanceOf(EntityNotFoundException.class);
        in(scope, BLUE, session -> {
            assertThat(session.createSelectionQuery("select p.name from Map m join m.pins p", String.class)
                            .getResultList())
                    .isEmpty();
            assertThat(session.createSelectionQuery("select m.lazy.name from Map m", String.class)
                            .getResultList())
                    .isEmpty();
        });
    }

    @Test
    void refusesASessionWithoutATenant(SessionFactoryScope scope) {
        assertThatThrownBy(scope::openSession).isInstanceOf(TenantMissingException.class);
        assertThatThrownBy(scope::openStatelessSession).isInstanceOf(TenantMissingException.class);
        assertThatThrownBy(() -> in(scope, 7, session -> session.find(House.class, 1)))
                .isInstanceOf(TenantMissingException.class);
    }

    @Test
    void showsAllTenantsToWhoMay(SessionFactoryScope scope) {
        var all = AllTenants.of(scope.factory());
        try (var session = all.open(RED)) {
            assertThat(session.createSelectionQuery("from House", House.class).getResultList())
                    .hasSize(6);
            assertThat(session.find(House.class, 101)).isNotNull();
            assertThat(Hibernate.unproxy(session.find(Street.class, 101), Street.class).houses)
                    .hasSize(3);
        }
        in(scope, BLUE, parent -> {
            try (var session = all.openStatelessChild(parent)) {
                assertThat(session.createSelectionQuery("from Vehicle", Vehicle.class)
                                .getResultList())
                        .hasSize(6);
            }
            assertThat(parent.createSelectionQuery("from Vehicle", Vehicle.class)
                            .getResultList())
                    .hasSize(3);
        });
    }
}
