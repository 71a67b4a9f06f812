/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.hibernate.envers.exception.RevisionDoesNotExistException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Revisions of the application's own with a tenant are nobody else's, and nor is who made them. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {TenantRevisionsIT.Page.class, TenantRevisionsIT.Edit.class})
class TenantRevisionsIT {

    private static final String TENANTS = "select distinct tenant from Edit";

    private final SecuredDatabase secured;
    private final SessionFactory factory;

    TenantRevisionsIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.route(Map.of(), Page.class, Edit.class);
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    private <R> R as(String tenant, Function<Session, R> work) {
        return Ledger.as(tenant, () -> factory.fromTransaction(work));
    }

    private Number write(String tenant) {
        var id = as(tenant, session -> {
            var page = new Page();
            session.persist(page);
            return page.id;
        });
        List<Number> revisions =
                as(tenant, session -> AuditReaderFactory.get(session).getRevisions(Page.class, id));
        return revisions.get(0);
    }

    @Test
    void showsTheRevisionsOfTheTenantOnly() {
        var foreign = write("bolt");
        var own = write("acme");

        as("acme", session -> {
            var reader = AuditReaderFactory.get(session);
            assertThat(reader.findRevision(Edit.class, own).tenant).isEqualTo("acme");
            assertThatThrownBy(() -> reader.findRevision(Edit.class, foreign))
                    .isInstanceOf(RevisionDoesNotExistException.class);
            assertThatThrownBy(() -> reader.getRevisionDate(foreign)).isInstanceOf(RuntimeException.class);
            assertThat(session.createNativeQuery(TENANTS, String.class).getResultList())
                    .containsExactly("acme");
            return true;
        });
    }

    /** The blade: the same table without its policy. */
    @Test
    void leaksWithoutThePolicy(SessionFactoryScope scope) throws SQLException {
        write("bolt");
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table Edit disable row level security"));

            List<String> tenants = as(
                    "acme",
                    session -> session.createNativeQuery(TENANTS, String.class).getResultList());
            assertThat(tenants).contains("bolt");
            SecuredDatabase.run(connection, List.of("alter table Edit enable row level security"));
        }
    }

    @Entity(name = "Page")
    @Audited
    static class Page {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;
    }

    @Entity(name = "Edit")
    @RevisionEntity
    static class Edit {

        @Id
        @GeneratedValue
        @RevisionNumber
        @Nullable
        Long id;

        @RevisionTimestamp
        long at;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;
    }
}
