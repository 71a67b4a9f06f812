/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Town.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.tenant.TenantReferenceException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.it.tenant.Town.House;
import dev.hibernateext.it.tenant.Town.Lamp;
import dev.hibernateext.it.tenant.Town.Pin;
import dev.hibernateext.it.tenant.Town.Sheet;
import dev.hibernateext.it.tenant.Town.Street;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.criteria.JoinType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQL of loaders and queries is written once for all tenants; Hibernate's filter would have it written each time. */
@HibernateExtTest(
        entities = {House.class, Street.class, Lamp.class, Sheet.class, Pin.class},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
class TenantPlansTest implements SettingsContributor {

    private static final int TENANTS = 1_000;

    private static final AtomicInteger TRANSLATED = new AtomicInteger();

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(JdbcSettings.DIALECT, new CountingDialect());
    }

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        in(scope, "tenant 0", session -> {
            var street = new Street(1, "one");
            session.persist(street);
            var house = new House(1, "one");
            house.street = street;
            house.tags.add("loud");
            session.persist(house);
            session.persist(new Lamp(1, "one"));
        });
        in(scope, "tenant 0", TenantPlansTest::read);
    }

    /* Making a loader or a plan translates its query. Hibernate translates each load by a natural id, with or without tenants. */
    @Test
    void keepsAsManyPlansForAThousandTenantsAsForOne(SessionFactoryScope scope) {
        in(scope, "tenant 0", TenantPlansTest::read);
        var plans = plans(scope);
        TRANSLATED.set(0);

        for (var tenant = 1; tenant <= TENANTS; tenant++) {
            in(scope, "tenant " + tenant, TenantPlansTest::read);
        }

        assertThat(plans).isPositive();
        assertThat(plans(scope)).isEqualTo(plans);
        assertThat(TRANSLATED).hasValue(TENANTS);
    }

    /* Hibernate translates a statement each time it is executed, whatever it assigns. */
    @Test
    void keepsWhatIsKeptOfStatementsThatAssignReferences(SessionFactoryScope scope) {
        in(scope, "tenant 0", session -> assign(session, 1));
        var plans = plans(scope);
        TRANSLATED.set(0);

        for (var tenant = 1; tenant <= 10; tenant++) {
            in(
                    scope,
                    "tenant " + tenant,
                    session ->
                            assertThatThrownBy(() -> assign(session, 1)).isInstanceOf(TenantReferenceException.class));
        }
        in(scope, "tenant 0", session -> assign(session, 1));

        assertThat(plans(scope)).isEqualTo(plans);
        assertThat(TRANSLATED).hasValue(11);
    }

    private static void assign(Session session, int street) {
        session.createMutationQuery("update House set street.id = :street")
                .setParameter("street", street)
                .executeUpdate();
    }

    private static int plans(SessionFactoryScope scope) {
        var cache = scope.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache();
        return cache.getNumberOfCachedHqlInterpretations() + cache.getNumberOfCachedQueryPlans();
    }

    @Test
    void wouldCountWhatHibernatesFilterTakes(SessionFactoryScope scope) {
        try (var open = scope.openAnother(settings -> settings.put("hibernate.ext.tenant_rows.enabled", "false"))) {
            in(open, "tenant 0", TenantPlansTest::read);
            TRANSLATED.set(0);

            in(open, "tenant 0", TenantPlansTest::read);
        }

        assertThat(TRANSLATED).hasValueGreaterThan(3);
    }

    @Test
    void keepsThePlansOfTenantsBesideASessionThatSeesAll(SessionFactoryScope scope) {
        try (var all = AllTenants.of(scope.factory()).open("tenant 1")) {
            all.inTransaction(transaction -> assertThat(
                            all.createSelectionQuery("from House", House.class).getResultList())
                    .hasSize(1));
        }
        TRANSLATED.set(0);

        in(scope, "tenant 1", session -> {
            assertThat(session.createSelectionQuery("from Lamp", Lamp.class).getResultList())
                    .isEmpty();
            assertThat(session.find(House.class, 1)).isNull();
        });

        assertThat(TRANSLATED).hasValue(0);
    }

    private static void read(Session session) {
        var house = session.find(House.class, 1);
        if (house != null) {
            Hibernate.initialize(house.tags);
            Hibernate.initialize(house.lamps);
            Hibernate.initialize(house.street);
        }
        session.createSelectionQuery("from House h left join fetch h.street where h.name is not null", House.class)
                .getResultList();
        session.createSelectionQuery("from Lamp", Lamp.class).getResultList();
        session.createSelectionQuery("from Map", Sheet.class).getResultList();
        readInOtherWays(session);
    }

    private static void readInOtherWays(Session session) {
        session.clear();
        session.find(House.class, "address 1", KeyType.NATURAL);
        var builder = session.getCriteriaBuilder();
        var criteria = builder.createQuery(House.class);
        var house = criteria.from(House.class);
        house.fetch("tags", JoinType.LEFT);
        session.createSelectionQuery(criteria.where(builder.equal(house.get("name"), "one")))
                .setQueryPlanCacheable(true)
                .getResultList();
        var street = session.find(Street.class, 1);
        if (street != null) {
            Hibernate.initialize(street.houses);
        }
    }

    /** Counts the queries and statements it translates. */
    public static final class CountingDialect extends H2Dialect {

        @Override
        public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
            return new CountingFactory(super.getSqlAstTranslatorFactory());
        }
    }

    private static final class CountingFactory extends StandardSqlAstTranslatorFactory {

        private final SqlAstTranslatorFactory delegate;

        private CountingFactory(SqlAstTranslatorFactory delegate) {
            this.delegate = delegate;
        }

        @Override
        public SqlAstTranslator<JdbcSelect> buildSelectTranslator(
                SessionFactoryImplementor factory, SelectStatement statement) {
            TRANSLATED.incrementAndGet();
            return delegate.buildSelectTranslator(factory, statement);
        }

        @Override
        public SqlAstTranslator<? extends JdbcOperationQueryMutation> buildMutationTranslator(
                SessionFactoryImplementor factory, MutationStatement statement) {
            TRANSLATED.incrementAndGet();
            return delegate.buildMutationTranslator(factory, statement);
        }
    }
}
