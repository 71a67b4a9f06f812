/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Asset;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.tenancy.audit.IsolationFault;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.audit.TenancyEvent.Trespassed;
import dev.hibernateext.tenancy.isolation.IsolationException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure mode C32 where nothing in the database protects rows: native SQL that reaches beyond its tenant does not run. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {Account.class, Label.class, Asset.class, Car.class},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class},
        settings = @Setting(name = "hibernate.ext.tenancy.isolation.policy", value = "reject"))
class NativeSqlAttackIT {

    private static final String READ = "select text from Label";

    @ParameterizedTest
    @EnumSource(names = {"ROWS", "SCHEMAS", "DATABASES"})
    void c32RejectsWhereOnlyConditionsProtect(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var before = raid.victimsRows();
            for (var attack : List.<Function<Session, Object>>of(NativeSqlAttackIT::query, NativeSqlAttackIT::jdbc)) {
                if (ground == Ground.ROWS) {
                    assertThatThrownBy(() -> raid.attack(attack)).isInstanceOf(IsolationException.class);
                } else {
                    assertThat(raid.<Object>attack(attack)).isNotNull();
                }
            }
            assertThat(raid.victimsRows()).isEqualTo(before);
        }
    }

    /** On MariaDB a database is named as a schema is on others. */
    @ParameterizedTest
    @EnumSource(names = {"SCHEMAS", "DATABASES"})
    void c32RejectsTheSchemaOfAnother(Ground ground, SessionFactoryScope scope) {
        if (ground == Ground.DATABASES && scope.database().kind() != DatabaseKind.MARIADB) {
            return;
        }
        for (var raid : Raid.on(scope, ground)) {
            var sql = READ.replace("Label", raid.victim().tenant() + ".Label");

            assertThatThrownBy(() -> raid.attack(session ->
                            session.createNativeQuery(sql, String.class).getResultList()))
                    .isInstanceOfSatisfying(
                            IsolationException.class,
                            error -> assertThat(error.findings())
                                    .extracting(finding -> finding.fault())
                                    .containsExactly(IsolationFault.OTHER_SCHEMA));
        }
    }

    /** Statements of Hibernate and of the library, with the tables of identifiers of each product among them, are not looked at. On H2 those are in one schema only. */
    @ParameterizedTest
    @EnumSource(names = {"ROWS", "SCHEMAS", "DATABASES"})
    void c32FindsNothingInWhatHibernateMakes(Ground ground, SessionFactoryScope scope) {
        if (ground != Ground.ROWS && scope.database().kind() == DatabaseKind.H2) {
            return;
        }
        for (var raid : Raid.on(scope, ground)) {
            var audit = RecordedAudit.of(scope.factory());
            audit.clear();
            raid.attack(session -> {
                session.createMutationQuery("update Account set text = 'x', note = 'y'")
                        .executeUpdate();
                session.createMutationQuery("insert into Label (id, text) select l.id + 1000000, l.text from Label l")
                        .executeUpdate();
                session.createMutationQuery("update Car set text = 'x', plate = 'y'")
                        .executeUpdate();
                return session.createMutationQuery("delete Car").executeUpdate();
            });

            assertThat(trespasses(audit)).isEmpty();
        }
    }

    private static List<String> query(Session session) {
        return session.createNativeQuery(READ, String.class).getResultList();
    }

    private static int jdbc(Session session) {
        return session.doReturningWork(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("update Label set text = 'stolen'");
            }
        });
    }

    private static Stream<TenancyEvent> trespasses(RecordedAudit audit) {
        return audit.events().stream().filter(Trespassed.class::isInstance);
    }
}
