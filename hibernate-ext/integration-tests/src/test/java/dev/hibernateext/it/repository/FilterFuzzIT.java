/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;

/** The same on servers, which have limits of their own on numbers, texts and times; fewer documents, more of them executed. */
@HibernateExtTest(
        entities = {Sample.class, Sample.Owner.class, Sample.Extent.class},
        databases = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FilterFuzzIT extends FilterFuzzTest {

    private static final int DOCUMENTS = 20_000;

    @Override
    int documents() {
        return DOCUMENTS;
    }

    @Override
    int executedOneIn() {
        return 8;
    }
}
