/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Town.BLUE;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.tenant.Town.Lamp;
import dev.hibernateext.it.tenant.Town.Pin;
import dev.hibernateext.it.tenant.Town.Sheet;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import org.junit.jupiter.api.Test;

/** What the other tests would see without the library: Hibernate's filter alone lets a tenant through. */
@HibernateExtTest(
        entities = {Lamp.class, Sheet.class, Pin.class},
        settings = {
            @Setting(name = "hibernate.ext.tenant_rows.enabled", value = "false"),
            @Setting(name = "hibernate.cache.use_second_level_cache", value = "false")
        })
class TenantBladeTest {

    @Test
    void insertsARowOfAnotherTenant(SessionFactoryScope scope) {
        in(
                scope,
                RED,
                session -> session.createMutationQuery(
                                "insert into Lamp (id, tenant, version, name) values (1, 'blue', 0, 'planted')")
                        .executeUpdate());

        in(scope, BLUE, session -> assertThat(session.find(Lamp.class, 1)).isNotNull());
    }

    @Test
    void givesARowAwayByAStatement(SessionFactoryScope scope) {
        in(scope, RED, session -> session.persist(new Lamp(1, "red")));
        in(
                scope,
                RED,
                session -> session.createMutationQuery("update Lamp set tenant = 'blue'")
                        .executeUpdate());

        in(scope, BLUE, session -> assertThat(session.find(Lamp.class, 1)).isNotNull());
    }

    @Test
    void showsForeignRowsOnceTheFilterIsDisabled(SessionFactoryScope scope) {
        in(scope, BLUE, session -> session.persist(new Pin(1, "blue")));

        in(scope, RED, session -> {
            session.disableFilter("_tenantId");
            assertThat(session.createSelectionQuery("from Pin", Pin.class).getResultList())
                    .hasSize(1);
        });
    }

    @Test
    void showsForeignElementsOfASharedRow(SessionFactoryScope scope) {
        in(scope, BLUE, session -> {
            var sheet = new Sheet(1);
            var pin = new Pin(1, "blue");
            session.persist(pin);
            sheet.pins.add(pin);
            session.persist(sheet);
        });

        in(
                scope,
                RED,
                session -> assertThat(
                                session.createSelectionQuery("select p.name from Map m join m.pins p", String.class)
                                        .getResultList())
                        .containsExactly("blue"));
    }
}
