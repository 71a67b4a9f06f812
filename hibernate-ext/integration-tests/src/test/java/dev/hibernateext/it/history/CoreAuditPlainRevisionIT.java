/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.tenant.TenantMappingException;
import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.revision.PlainRevision;
import dev.hibernateext.history.revision.RecordedRevision;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.TenantId;
import org.hibernate.audit.AuditLog;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the application lists no entity of revisions, they tell nothing of anybody, and the rows of a history have the tenant. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = CoreAuditTenants.LoggedMemo.class)
class CoreAuditPlainRevisionIT extends CoreAuditTenants {

    @Test
    void keepsPlainRevisionsWhereRowsBelongToTenants() {
        assertThat(scope.factory().getMetamodel().getEntities())
                .noneMatch(entity ->
                        entity.getJavaType() != null && RecordedRevision.class.isAssignableFrom(entity.getJavaType()))
                .anyMatch(entity -> entity.getJavaType() == PlainRevision.class);
    }

    @Test
    void refusesSessionsOfNoTenant() {
        assertThatThrownBy(() ->
                        as(":shared", session -> History.of(session, memos(), 1).timeline()))
                .isInstanceOf(TenantMissingException.class);
    }

    @Test
    void refusesToLookForWhatRevisionsDoNotKeep() {
        assertThatThrownBy(() -> as(
                        "red",
                        session -> History.ofType(session, memos()).by("ada").page(HistoryRequest.newest(5))))
                .isInstanceOf(NotRecordedException.class)
                .hasMessageContaining("actor");
    }

    /** Hibernate's own queries for history too: the rule for rows holds on its tables. */
    @Test
    void confinesTheLogOfHibernate() {
        var found = as("blue", session -> {
            try (var log = session.sessionWithOptions()
                    .connection()
                    .atChangeset(AuditLog.ALL_CHANGESETS)
                    .openSession()) {
                return log.createSelectionQuery("from LoggedMemo", LoggedMemo.class)
                        .getResultList();
            }
        });

        assertThat(found).hasSize(2).allSatisfy(memo -> assertThat(memo.text).isEqualTo("blue"));
    }

    @Test
    void refusesHistoryThatWouldNotSayWhoseItIs() {
        var failure = catchThrowable(() -> new Configuration()
                .addAnnotatedClass(Loose.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:loose")
                .buildSessionFactory()
                .close());

        assertThat(HibernateExtException.findIn(failure, TenantMappingException.class))
                .hasMessageContaining("Loose.tenant")
                .hasMessageContaining("Remove @Audited.Excluded");
    }

    @Entity(name = "Loose")
    @Audited
    static class Loose {

        @Id
        int id;

        @TenantId
        @Column(nullable = false)
        @Audited.Excluded
        @Nullable
        String tenant;
    }
}
