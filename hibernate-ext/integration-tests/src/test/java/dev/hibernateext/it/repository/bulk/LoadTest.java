/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import dev.hibernateext.it.repository.bulk.Crates.Basket;
import dev.hibernateext.it.repository.bulk.Crates.Crate;
import dev.hibernateext.it.repository.bulk.Crates.Label;
import dev.hibernateext.it.repository.bulk.Crates.Size;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;

/** Rows that are loaded, and how many there are then. */
@HibernateExtTest(
        entities = {Size.class, Crate.class, Label.class, Basket.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
abstract class LoadTest {

    static BulkReport<Crate> load(SessionFactoryScope scope, List<Crate> rows, BulkOptions options) {
        return scope.fromTransaction(
                session -> BulkWrites.of(session, Crate.class).loadAll(rows, options));
    }

    static long count(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> session.createSelectionQuery("select count(*) from Crate", Long.class)
                .getSingleResult());
    }
}
