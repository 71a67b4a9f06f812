/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.History;
import dev.hibernateext.history.revision.TenantRevision;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import org.junit.jupiter.api.Test;

/** Where revisions have a tenant, a tenant sees its own. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {CoreAuditTenants.LoggedMemo.class, TenantRevision.class})
class CoreAuditTenantRevisionIT extends CoreAuditTenants {

    @Override
    boolean keepsContext() {
        return true;
    }

    @Test
    void findsNoOperationOfOthers() {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> as("red", session -> session.find(memos(), 1).text = "operated"));

        var own = as("red", session -> History.ofOperation(session, operation));
        assertThat(own).hasSize(1);
        assertThat(own.get(0).revision().actor()).isEqualTo("ada");
        var foreign = as("blue", session -> History.ofOperation(session, operation));
        assertThat(foreign).isEmpty();
        var revisions = as(
                "red",
                session -> session.createSelectionQuery("from TenantRevision", TenantRevision.class)
                        .getResultList());
        assertThat(revisions)
                .hasSize(3)
                .allSatisfy(revision -> assertThat(revision.tenant()).isEqualTo("red"));
    }
}
