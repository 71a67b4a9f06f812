/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admission.AdmissionEvent;
import dev.hibernateext.tenancy.admission.AdmissionException;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmissionRule;
import dev.hibernateext.tenancy.admission.AdmissionStatus;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.admission.TenantLimits;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.Deadline;
import dev.hibernateext.tenancy.deadline.DeadlineException;
import dev.hibernateext.tenancy.deadline.TimelyDataSource;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.CircuitStatus;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenancyStatus;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final String MAIN = TenantDatabases.MAIN;

    private final Tenant acme =
            Tenant.active("acme", TenantPlacement.rows(MAIN)).withPlan("free");
    private final List<AdmissionEvent> events = new ArrayList<>();
    private AdmittedDatabases databases;
    private SessionFactory sessionFactory;

    @BeforeEach
    void start() {
        var dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:admission;DB_CLOSE_DELAY=-1");
        var pools = TenantDatabases.single(MAIN, dataSource);
        var retried = new RetriedDatabases(pools, ConnectRetries.upTo(3), CircuitLimits.DEFAULT);
        databases = new AdmittedDatabases(retried, policy(AdmissionRule.NONE));

        sessionFactory = new HibernatePersistenceConfiguration("admission")
                .managedClasses(Letter.class)
                .property(TenancySettings.CATALOG, InMemoryTenantCatalog.of(acme))
                .property(TenancySettings.DATABASES, databases)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory();
    }

    private AdmissionPolicy policy(AdmissionRule rule) {
        var limits = AdmissionLimits.of(10).withWaiting(200).withTimeout(Duration.ofMillis(50));
        var free = new TenantLimits(2, 20);
        return AdmissionPolicy.of(limits)
                .withTenants(tenant -> tenant.plan().equals("free") ? free : TenantLimits.NONE)
                .withRule(rule)
                .withListener(events::add);
    }

    @AfterEach
    void stop() {
        sessionFactory.getSchemaManager().drop(true);
        sessionFactory.close();
    }

    @Test
    void tenantHasConnectionsOfItsPlan() {
        Tenants.run(
                "acme",
                () -> sessionFactory.inTransaction(first -> {
                    first.persist(new Letter());
                    first.flush();
                    sessionFactory.inTransaction(second -> {
                        second.persist(new Letter());
                        second.flush();

                        assertThatThrownBy(() -> sessionFactory.inTransaction(third -> third.persist(new Letter())))
                                .isInstanceOf(AdmissionException.class);
                    });
                }));
        assertThat(events).hasSize(1).first().isInstanceOf(AdmissionEvent.TimedOut.class);
        assertThat(databases.status()).hasSize(1).first().satisfies(status -> {
            assertThat(status.connections()).isZero();
            assertThat(status.counts().timedOut()).isOne();
        });
    }

    @Test
    void poolsAreAskedInTime() {
        var dataSource = new JdbcDataSource();
        var timely = new TimelyDataSource(MAIN, dataSource, Duration.ofMillis(30));
        var databases = new AdmittedDatabases(TenantDatabases.single(MAIN, timely), policy(AdmissionRule.NONE));

        try (var deadline = Deadline.open(Duration.ofMillis(20))) {
            assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(DeadlineException.class);
        }
    }

    @Test
    void applicationHasADeadline() {
        try (var deadline = Deadline.open(Duration.ofSeconds(2))) {
            Tenants.run("acme", () -> sessionFactory.inTransaction(session -> session.persist(new Letter())));
        }
        assertThat(events).isEmpty();
    }

    @Test
    void factoryTellsWhatIsGoingOn() {
        Tenants.run("acme", () -> sessionFactory.inTransaction(session -> session.persist(new Letter())));
        var log = new ArrayList<String>();

        var status = TenancyStatus.of(sessionFactory);
        for (var gate : status.of(AdmissionStatus.class)) {
            log.add(gate.database() + ": " + gate.connections() + " in use, " + gate.waiting() + " wait");
        }
        for (var circuit : status.of(CircuitStatus.class)) {
            log.add(circuit.database() + ": " + circuit.state());
        }

        assertThat(log).containsExactly("main: 0 in use, 0 wait", "main: CLOSED");
    }

    @Test
    void ruleRefusesBeforeAllElse() {
        AdmissionRule rule = tenant -> {
            if (tenant.plan().equals("free")) {
                throw new Closed();
            }
        };
        try (var closed = new AdmittedDatabases(TenantDatabases.single(MAIN, new JdbcDataSource()), policy(rule))) {
            assertThatThrownBy(() -> closed.connection(acme)).isInstanceOf(Closed.class);
        }
    }

    private static final class Closed extends HibernateExtException {

        private static final long serialVersionUID = 1L;

        Closed() {
            super("shop.closed", "The shop is closed to those who do not pay. Come back at nine.", null);
        }
    }

    @Entity(name = "Letter")
    static class Letter extends TenantEntity {

        @Id
        @GeneratedValue
        long id;
    }
}
