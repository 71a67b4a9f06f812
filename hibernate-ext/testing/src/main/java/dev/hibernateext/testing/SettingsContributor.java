/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;

/**
 * Settings that are objects, such as a clock, or that depend on the database. Implemented by the test class itself or by a
 * class named in {@link HibernateExtTest#contributors()}; either needs a constructor without parameters, and an instance
 * of its own is made for each session factory.
 */
@FunctionalInterface
public interface SettingsContributor {

    /**
     * Called once before a session factory is built.
     *
     * @param settings what the factory will get, to be added to or changed; those of {@link Setting} are in it
     * @param database the database the factory will use
     */
    void contribute(Map<String, Object> settings, DatabaseUnderTest database);
}
