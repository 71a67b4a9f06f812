/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.retention.HistoryHolds;
import dev.hibernateext.history.retention.HoldsMissingException;
import dev.hibernateext.history.revision.TenantRevision;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import org.junit.jupiter.api.Test;

/** Where revisions have a tenant, a tenant sees its own. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {TenantHistoryContract.Memo.class, TenantRevision.class})
class TenantRevisionIT extends TenantHistoryContract {

    @Override
    boolean keepsContext() {
        return true;
    }

    @Test
    void findsNoOperationOfOthers() {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> as("red", session -> {
                    session.find(Memo.class, 1).text = "operated";
                    return true;
                }));

        var found3 = as("red", session -> History.ofOperation(session, operation));
        assertThat(found3).hasSize(1);
        var found4 = as("blue", session -> History.ofOperation(session, operation));
        assertThat(found4).isEmpty();
        var found5 = as(
                "blue",
                session -> History.ofType(session, Memo.class)
                        .by("ada")
                        .page(HistoryRequest.newest(10))
                        .items());
        assertThat(found5).isEmpty();
        var found6 = as(
                "red",
                session -> session.createSelectionQuery("from TenantRevision", TenantRevision.class)
                        .getResultList());
        assertThat(found6)
                .hasSize(3)
                .allSatisfy(revision -> assertThat(revision.tenant()).isEqualTo("red"));
    }

    @Test
    void holdsNothingWithoutATable() {
        as("red", session -> {
            assertThatThrownBy(() -> HistoryHolds.of(session).hold(Memo.class, "case 1"))
                    .isInstanceOf(HoldsMissingException.class)
                    .hasMessageContaining("TenantLegalHold");
            assertThat(HistoryHolds.of(session).all()).isEmpty();
            return true;
        });
    }
}
