/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.HistoryTenantException;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.revision.RecordedRevision;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where revisions are Envers' own, the rows of a history have the tenant. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {TenantHistoryContract.Memo.class, PlainRevisionIT.Loose.class})
class PlainRevisionIT extends TenantHistoryContract {

    @Test
    void keepsRevisionsOfEnversWhereRowsBelongToTenants() {
        assertThat(scope.factory().getMetamodel().getEntities())
                .noneMatch(entity ->
                        entity.getJavaType() != null && RecordedRevision.class.isAssignableFrom(entity.getJavaType()));
    }

    @Test
    void refusesHistoryThatDoesNotSayWhoseItIs() {
        assertThatThrownBy(() ->
                        as("red", session -> History.of(session, Loose.class, 1).timeline()))
                .isInstanceOf(HistoryTenantException.class)
                .hasMessageContaining("Loose");
    }

    @Test
    void refusesSessionsOfNoTenant() {
        assertThatThrownBy(() -> as(
                        ":shared", session -> History.of(session, Memo.class, 1).timeline()))
                .isInstanceOf(TenantMissingException.class);
    }

    @Test
    void refusesToLookForWhatRevisionsDoNotKeep() {
        assertThatThrownBy(() -> as(
                        "red",
                        session -> History.ofType(session, Memo.class).by("ada").page(HistoryRequest.newest(5))))
                .isInstanceOf(NotRecordedException.class)
                .hasMessageContaining("actor");
    }

    @Entity(name = "Loose")
    @Audited
    static class Loose {

        @Id
        int id;

        @TenantId
        @Column(nullable = false)
        @NotAudited
        @Nullable
        String tenant;
    }
}
