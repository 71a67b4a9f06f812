/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.time.Instant;
import java.util.Map;

/** The entities, caches and clock of the matrix. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            AuditedRow.class,
            PlainRow.class,
            Invoice.class,
            Contact.class,
            Device.class,
            Ticket.class,
            Payment.class,
            CardPayment.class,
            Message.class,
            Mail.class,
            Asset.class,
            Vehicle.class,
            Profile.class,
            Holder.class,
            Holder.OfInvoice.class,
            Holder.OfContact.class,
            Holder.OfDevice.class,
            Holder.OfTicket.class,
            Holder.OfCardPayment.class,
            Holder.OfMail.class,
            Holder.OfVehicle.class,
            Holder.OfProfile.class,
            Source.class
        })
abstract class MatrixTest implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-03-01T10:00:00Z"));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
        settings.put("hibernate.cache.region.factory_class", "jcache");
        settings.put("hibernate.javax.cache.provider", "org.ehcache.jsr107.EhcacheCachingProvider");
        settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
        settings.put("hibernate.cache.use_query_cache", "true");
    }

    static Lab labOn(SessionFactoryScope scope) {
        return new Lab(scope, CLOCK);
    }
}
