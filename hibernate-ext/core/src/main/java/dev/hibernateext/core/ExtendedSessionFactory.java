/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import java.time.Clock;
import org.hibernate.service.Service;

/** What the library adds to one session factory. Safe for use by many threads. */
public interface ExtendedSessionFactory extends Service {

    /**
     * The clock all stamps of this factory come from.
     *
     * @return the clock set with {@link CoreSettings#CLOCK}
     */
    Clock clock();

    /**
     * Whether a feature is switched on in this factory.
     *
     * @param feature the feature
     * @return false if {@link CoreSettings#ENABLED} or the feature's own setting is false
     */
    boolean isEnabled(Feature feature);
}
