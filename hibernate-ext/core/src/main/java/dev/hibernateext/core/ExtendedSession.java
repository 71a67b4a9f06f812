/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import org.hibernate.engine.extension.spi.Extension;

/** What the library adds to one session. Belongs to that session's thread. */
public interface ExtendedSession extends Extension {

    /**
     * What the library adds to the session's factory.
     *
     * @return the factory's extension
     */
    ExtendedSessionFactory factory();

    /**
     * Whether a feature takes part in what this session does now.
     *
     * @param feature the feature
     * @return false if the feature is switched off by its setting or suspended in this session
     */
    boolean isActive(Feature feature);

    /**
     * Switches features off for this session until the result is closed.
     *
     * <p>Suspensions nest: a feature is active again when all of them are closed. A flush happens when Hibernate decides,
     * so flush before closing what should cover pending changes.
     *
     * @param features what to switch off; nothing happens for a feature that is off already
     * @return closes the suspension; closing twice does nothing
     * @throws FeatureNotSuspendableException if one of them decides what is read, as {@link Feature#SOFT_DELETE} does
     */
    Suspension without(Feature... features);

    /** Features switched off in a session until closed. */
    interface Suspension extends AutoCloseable {

        /** Switches the features on again. */
        @Override
        void close();
    }
}
