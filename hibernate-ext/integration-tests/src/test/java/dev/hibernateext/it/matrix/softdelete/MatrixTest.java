/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;

/** The entities and caches of the matrix. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            MarkedRow.class,
            Shelf.class,
            Slip.class,
            Folder.class,
            Folder.OnShelf.class,
            Folder.OnSlip.class,
            Note.class,
            Note.OnShelf.class,
            Note.OnSlip.class,
            Badge.class,
            Badge.OnShelf.class,
            Badge.OnSlip.class,
            Seat.class,
            Seat.OnShelf.class,
            Seat.OnSlip.class,
            Dossier.class,
            Dossier.OnShelf.class,
            Dossier.OnSlip.class,
            Medium.class,
            Tape.class,
            Tape.OnShelf.class,
            Tape.OnSlip.class,
            Member.class,
            Patron.class,
            Patron.OnShelf.class,
            Patron.OnSlip.class,
            Account.class,
            Deposit.class,
            Deposit.OnShelf.class,
            Deposit.OnSlip.class
        })
abstract class MatrixTest implements SettingsContributor {

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put("hibernate.cache.region.factory_class", "jcache");
        settings.put("hibernate.javax.cache.provider", "org.ehcache.jsr107.EhcacheCachingProvider");
        settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
        settings.put("hibernate.cache.use_query_cache", "true");
    }
}
