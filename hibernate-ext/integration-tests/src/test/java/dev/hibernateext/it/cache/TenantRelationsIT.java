/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Depot.Crane;
import dev.hibernateext.it.cache.Depot.Model;
import dev.hibernateext.it.cache.Depot.Site;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant's delete takes along ends results of this tenant; what goes with a shared row, those of all. */
@HibernateExtTest(
        entities = {Site.class, Crane.class, Model.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class TenantRelationsIT {

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    TenantRelationsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        Shop.in(scope, "red", session -> session.persist(new Model(1)));
        fill("red", 1);
        fill("blue", 2);
    }

    private void fill(String tenant, int id) {
        Shop.in(scope, tenant, session -> {
            var site = new Site(id);
            session.persist(site);
            session.persist(new Crane(site, session.getReference(Model.class, 1)));
        });
        assertThat(cranes(tenant)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leaveOtherTenantsAlone(boolean isHql) {
        Shop.in(scope, "red", session -> {
            if (isHql) {
                session.createMutationQuery("delete from Site").executeUpdate();
            } else {
                session.remove(session.getReference(Site.class, 1));
            }
        });
        statements.clear();

        assertThat(cranes("blue")).containsExactly(2);
        statements.assertCount(0);
        assertThat(cranes("red")).isEmpty();
        statements.assertCount(1);
    }

    @Test
    void endThoseOfAllTenantsWithASharedRow() {
        Shop.in(scope, "red", session -> session.remove(session.getReference(Model.class, 1)));

        assertThat(cranes("red")).isEmpty();
        assertThat(cranes("blue")).isEmpty();
    }

    private List<Integer> cranes(String tenant) {
        return Shop.from(
                scope,
                tenant,
                session -> session.createSelectionQuery("select id from Crane", Integer.class)
                        .setCacheable(true)
                        .getResultList());
    }
}
