/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.history.retention.LegalHold;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;

/** Rows that know their end, and which attributes were modified. */
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
        },
        settings = {
            @Setting(
                    name = "org.hibernate.envers.audit_strategy",
                    value = "org.hibernate.envers.strategy.internal.ValidityAuditStrategy"),
            @Setting(name = "org.hibernate.envers.allow_identifier_reuse", value = "true"),
            @Setting(name = "org.hibernate.envers.global_with_modified_flag", value = "true")
        })
class ValidityRetentionIT extends RetentionContract {}
