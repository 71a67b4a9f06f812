/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The same on servers, which have limits of their own on numbers, texts and times; fewer documents, more of them executed. */
@HibernateExtTest(
        entities = {Sample.class, Sample.Owner.class, Sample.Extent.class},
        databases = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FilterFuzzIT extends FilterFuzzTest {

    private static final int DOCUMENTS = 20_000;

    /** MariaDB's default is latin1, in which it compares no other characters. */
    @BeforeEach
    void storeAllCharacters(SessionFactoryScope scope) {
        if (scope.database().kind() == DatabaseKind.MARIADB) {
            for (var table : List.of("Sample", "SampleOwner", "SampleTag")) {
                scope.inTransaction(session -> session.createNativeMutationQuery(
                                "alter table " + table + " convert to character set utf8mb4")
                        .executeUpdate());
            }
        }
    }

    @Override
    int documents() {
        return DOCUMENTS;
    }

    @Override
    int executedOneIn() {
        return 8;
    }
}
