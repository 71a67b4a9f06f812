/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.HibernateExt;
import java.util.function.LongSupplier;
import org.ehcache.core.spi.time.TimeSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The clock of the factory, which is not there yet when its caches are opened. */
final class FactoryTime implements TimeSource {

    private volatile LongSupplier millis = System::currentTimeMillis;

    void startWith(SessionFactoryImplementor factory) {
        millis = () -> HibernateExt.of(factory).clock().millis();
    }

    @Override
    public long getTimeMillis() {
        return millis.getAsLong();
    }
}
