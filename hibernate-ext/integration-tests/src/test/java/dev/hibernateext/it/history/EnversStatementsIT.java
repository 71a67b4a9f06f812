/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;

/** The tables of Envers as they are by default. */
@HibernateExtTest(
        entities = {
            StatementEntities.Item.class,
            StatementEntities.Maker.class,
            StatementEntities.Fish.class,
            StatementEntities.Shark.class,
            StatementEntities.Vehicle.class,
            StatementEntities.Lorry.class,
            StatementEntities.Shape.class,
            StatementEntities.Circle.class,
            StatementEntities.Letter.class,
            StatementEntities.Place.class,
            StatementEntities.Note.class,
            StatementEntities.Plain.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class EnversStatementsIT extends StatementHistoryContract {}
