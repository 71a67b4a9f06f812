/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;

/** Many rows in the tables of Hibernate's own log. */
@HibernateExtTest(
        entities = {LoggedStatementEntities.Note.class, StatementEntities.Plain.class},
        databases = DatabaseKind.POSTGRESQL)
class CoreAuditBulkHistoryIT extends BulkHistory {

    @Override
    Class<?> notes() {
        return LoggedStatementEntities.Note.class;
    }

    @Override
    int statementsPerChunkOfDelete() {
        return 2;
    }
}
