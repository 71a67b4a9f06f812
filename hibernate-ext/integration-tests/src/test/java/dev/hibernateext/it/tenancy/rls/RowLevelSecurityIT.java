/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.rls.RowLevelSecurity;
import dev.hibernateext.tenancy.rls.RowLevelSecurityException;
import dev.hibernateext.tenancy.rls.RowLevelSecuritySettings;
import dev.hibernateext.tenancy.rls.SecurityNames;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of one tenant are all there is for a session of the tenant, for native statements too. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {
            Ledger.Customer.class,
            Ledger.Company.class,
            Ledger.Invoice.class,
            Ledger.Label.class,
            Ledger.Country.class
        })
class RowLevelSecurityIT {

    private static final List<String> TABLES = List.of(
            "Customer",
            "Company",
            "Invoice",
            "invoice_note",
            "\"Label of tenant\"",
            "invoice_tag",
            "invoice_label",
            "Invoice_AUD",
            "invoice_tag_AUD",
            "invoice_label_AUD",
            "invoice_note_AUD");

    private final SecuredDatabase secured;
    private final SessionFactory factory;

    RowLevelSecurityIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.open(Map.of());
    }

    @BeforeEach
    void fill() {
        Ledger.fill(factory, "acme", "A-1");
        Ledger.fill(factory, "bolt", "B-1");
        secured.pool().recorder().clear();
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    @Test
    void coversEveryTable() {
        assertThat(secured.security().tableNames()).containsExactlyInAnyOrderElementsOf(TABLES);
    }

    @Test
    void showsRowsOfTheTenantOnly() {
        for (var table : TABLES) {
            var own = Ledger.as("acme", () -> count(table));
            var others = Ledger.as("bolt", () -> count(table));

            assertThat(own).as(table).isEqualTo(1);
            assertThat(others).as(table).isEqualTo(1);
        }
    }

    private long count(String table) {
        return factory.fromTransaction(session -> session.createNativeQuery("select count(*) from " + table, Long.class)
                .getSingleResult());
    }

    @Test
    void costsNoRoundTrip() {
        Tenants.run("acme", () -> {
            for (var i = 0; i < 10; i++) {
                factory.inTransaction(session ->
                        session.createQuery("from Label", Ledger.Label.class).list());
            }
            secured.pool().recorder().clear();
            factory.inTransaction(session ->
                    session.createQuery("from Label", Ledger.Label.class).list());
        });

        assertThat(secured.pool().recorder().roundTrips()).isEqualTo(2);
    }

    @Test
    void showsNothingWithoutTenant() throws SQLException {
        try (var connection = secured.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from invoice")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void writesNothingOfOthers() {
        Tenants.run("acme", () -> {
            assertThat(changed("update invoice set number = 'x' where tenant = 'bolt'"))
                    .isZero();
            assertThat(changed("delete from invoice_tag")).isEqualTo(1);
            assertThatThrownBy(() -> changed("update invoice set tenant = 'bolt'"))
                    .hasMessageContaining("row-level security");
            assertThatThrownBy(() -> changed("insert into \"Label of tenant\" (id, tenant) values (-1, 'bolt')"))
                    .hasMessageContaining("row-level security");
        });
    }

    private int changed(String sql) {
        return factory.fromTransaction(
                session -> session.createNativeMutationQuery(sql).executeUpdate());
    }

    /** The link table has no column of the tenant, and the mapper is told to leave references to the database. */
    @Test
    void linksNothingOfOthers() {
        try (var unchecked = secured.open(Map.of(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, "false"))) {
            linksNothingOfOthers(unchecked);
        }
    }

    private static void linksNothingOfOthers(SessionFactory factory) {
        var foreign = Ledger.as(
                "bolt",
                () -> factory.fromSession(session ->
                        session.createQuery("select id from Label", Long.class).getSingleResult()));

        Tenants.run(
                "acme",
                () -> assertThatThrownBy(() -> factory.inTransaction(session -> {
                            var invoice = session.createQuery("from Invoice", Ledger.Invoice.class)
                                    .getSingleResult();
                            invoice.labels.add(session.getReference(Ledger.Label.class, foreign));
                        }))
                        .hasMessageContaining("row-level security"));
    }

    /** Their message and type are the same, so that they do not tell which ids there are. */
    @Test
    void answersForeignAndAbsentIdsAlike() {
        var label = idOfBolt("Label");
        var customer = idOfBolt("Customer");

        Tenants.run("acme", () -> {
            assertThat(failure(label)).isEqualTo(failure(-4711L)).contains("StaleObjectState");
            assertThat(reference(customer)).isEqualTo(reference(-4711L)).contains("ConstraintViolation");
        });
    }

    private Long idOfBolt(String entity) {
        return Ledger.as(
                "bolt",
                () -> factory.fromSession(session -> session.createQuery("select id from " + entity, Long.class)
                        .getSingleResult()));
    }

    private String failure(Long id) {
        var label = new Ledger.Label();
        label.id = id;
        label.name = "changed";
        label.tenant = "acme";
        try {
            factory.inStatelessTransaction(session -> session.update(label));
            return "none";
        } catch (RuntimeException e) {
            return shape(e, id);
        }
    }

    /** By a foreign key. */
    private String reference(Long id) {
        try {
            factory.inTransaction(session -> session.createNativeMutationQuery("update invoice set customer_id = " + id)
                    .executeUpdate());
            return "none";
        } catch (RuntimeException e) {
            return shape(e, id);
        }
    }

    private static String shape(Throwable error, Long id) {
        var text = new StringBuilder();
        for (var cause = error; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName())
                    .append(": ")
                    .append(String.valueOf(cause.getMessage()).replaceAll("(?<![0-9a-f])" + id + "(?![0-9a-f])", "ID"));
        }
        return text.toString();
    }

    @Test
    void refusesToStartWithHoles(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table invoice no force row level security"));
        }

        var refused = HibernateExtException.findIn(
                catchThrowable(() -> secured.open(Map.of()).close()), RowLevelSecurityException.class);
        assertThat(Objects.requireNonNull(refused).findings())
                .singleElement()
                .hasToString("Invoice: the owner is past the policies. Run RowLevelSecurity.upgrade");
        secured.open(Map.of(RowLevelSecuritySettings.CHECK, "warn")).close();
        secured.open(Map.of(RowLevelSecuritySettings.CHECK, "off")).close();
        var unknown = catchThrowable(() ->
                secured.open(Map.of(RowLevelSecuritySettings.CHECK, "perhaps")).close());
        assertThat(HibernateExtException.findIn(unknown, RowLevelSecurityException.class))
                .hasMessageContaining("refuse, warn or off");
    }

    @Test
    void bringsADatabaseUpToTheMappings(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            assertThat(secured.security().upgrade(connection)).isEmpty();
            SecuredDatabase.run(
                    connection,
                    List.of(
                            "drop policy hibernate_ext_tenant on invoice",
                            "alter table customer disable row level security, no force row level security",
                            "alter policy hibernate_ext_tenant on company using (true)",
                            "alter function hibernate_ext.tenant() security invoker",
                            "create table past (tenant text)",
                            "create policy hibernate_ext_tenant on past using (false)"));

            var upgrade = secured.security().upgrade(connection);
            SecuredDatabase.run(connection, upgrade);

            assertThat(upgrade).contains("drop policy if exists hibernate_ext_tenant on past");
            assertThat(secured.security().upgrade(connection)).isEmpty();
            SecuredDatabase.run(connection, List.of("drop table past"));
        }
    }

    @Test
    void writesTheSameStatementsForTheSameMappings() throws SQLException {
        try (var other = secured.open(Map.of())) {
            var again = RowLevelSecurity.of(other, SecuredDatabase.ROLE);

            assertThat(again.statements()).isEqualTo(secured.security().statements());
            assertThat(again.dropStatements()).hasSize(2 * TABLES.size() + 1);
            assertThat(again.named(new SecurityNames("walls", "wall")).statements())
                    .anyMatch(sql ->
                            sql.startsWith("create policy wall on Invoice using (tenant = (select walls.tenant()))"));
        }
    }
}
