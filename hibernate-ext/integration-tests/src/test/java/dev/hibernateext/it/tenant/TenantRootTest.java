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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.it.tenant.Town.Lamp;
import dev.hibernateext.it.tenant.Town.Pin;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody sees all rows by the name of a tenant, and nobody thinks there are none. */
@HibernateExtTest(entities = {Lamp.class, Pin.class, TenantRootTest.Board.class})
class TenantRootTest implements SettingsContributor {

    private static final String ROOT = "root";

    private static final List<Consumer<Session>> USES = List.of(
            session -> session.find(Lamp.class, 1),
            session -> session.createSelectionQuery("from Lamp", Lamp.class).getResultList(),
            session -> session.createMutationQuery("update Lamp set name = 'stolen'")
                    .executeUpdate(),
            session -> session.createMutationQuery("delete Lamp").executeUpdate(),
            session -> session.createMutationQuery("insert into Lamp (id, version, name) values (3, 0, 'new')")
                    .executeUpdate(),
            session -> {
                session.persist(new Lamp(2, "new"));
                session.flush();
            });

    private static final List<Consumer<StatelessSession>> STATELESS_USES = List.of(
            session -> session.get(Lamp.class, 1),
            session -> session.insert(new Lamp(2, "new")),
            session -> session.upsert(new Pin(2, "new")));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put("hibernate.tenant_identifier_resolver", new Resolver());
    }

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        in(scope, RED, session -> session.persist(new Lamp(1, "red")));
    }

    @Test
    void refusesRowsOfTenantsToTheRoot(SessionFactoryScope scope) {
        for (var use : USES) {
            assertThat(catchThrowableOfType(TenantMissingException.class, () -> in(scope, ROOT, use)))
                    .hasMessageContaining("calls root");
        }
        for (var use : STATELESS_USES) {
            assertThat(catchThrowableOfType(TenantMissingException.class, () -> stateless(scope, ROOT, use)))
                    .hasMessageContaining("calls root");
        }
        in(
                scope,
                RED,
                session -> assertThat(session.createSelectionQuery("from Lamp", Lamp.class)
                                .getResultList())
                        .extracting(lamp -> lamp.name)
                        .containsExactly("red"));
    }

    @Test
    void leavesSharedRowsToTheRoot(SessionFactoryScope scope) {
        in(scope, ROOT, session -> session.persist(new Board()));

        in(scope, ROOT, session -> assertThat(session.find(Board.class, 1)).isNotNull());
    }

    @Test
    void keepsTheRowsOfOthersToThem(SessionFactoryScope scope) {
        in(scope, BLUE, session -> assertThat(session.find(Lamp.class, 1)).isNull());
    }

    /** A blade: Hibernate's filter gives all rows to who has the name. */
    @Test
    void wouldShowAllRowsByHibernatesFilter(SessionFactoryScope scope) {
        try (var open = scope.openAnother(settings -> settings.put(CoreSettings.TENANT_ROWS_ENABLED, "false"))) {
            in(open, ROOT, session -> assertThat(session.find(Lamp.class, 1)).isNotNull());
        }
    }

    private static final class Resolver implements CurrentTenantIdentifierResolver<Object> {

        @Override
        public Object resolveCurrentTenantIdentifier() {
            return RED;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }

        @Override
        public boolean isRoot(Object tenant) {
            return ROOT.equals(tenant);
        }
    }

    /** Shared by tenants. */
    @Entity(name = "Board")
    static class Board {

        @Id
        int id = 1;
    }
}
