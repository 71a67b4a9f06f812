/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;

/** Statements in the tables of Hibernate's own log. */
@HibernateExtTest(
        entities = {
            LoggedStatementEntities.Item.class,
            LoggedStatementEntities.Maker.class,
            LoggedStatementEntities.Fish.class,
            LoggedStatementEntities.Shark.class,
            LoggedStatementEntities.Vehicle.class,
            LoggedStatementEntities.Lorry.class,
            LoggedStatementEntities.Shape.class,
            LoggedStatementEntities.Circle.class,
            LoggedStatementEntities.Letter.class,
            LoggedStatementEntities.Place.class,
            LoggedStatementEntities.Note.class,
            StatementEntities.Plain.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CoreAuditStatementsIT extends StatementHistoryContract {

    @Override
    public Class<?> type(String name) {
        return LoggedStatementEntities.type(name);
    }
}
