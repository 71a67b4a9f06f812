/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.history.retention.LegalHold;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;

/** Rows without an end. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            RetentionWorld.Plain.class,
            RetentionWorld.Place.class,
            RetentionWorld.Person.class,
            RetentionWorld.Asset.class,
            RetentionWorld.Car.class,
            RetentionWorld.Shape.class,
            RetentionWorld.Circle.class,
            RetentionWorld.Paper.class,
            RetentionWorld.Form.class,
            RetentionWorld.Pass.class,
            LegalHold.class
        })
class RetentionIT extends RetentionContract {}
