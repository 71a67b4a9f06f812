/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Leak tests for the entities of a session factory, as an interface of a test class. Each test is named {@code <Entity>:
 * <attack>}.
 *
 * <p>The rows that are attacked are made once and stay, so the database must be one for tests. Tests of a kit run one after the
 * other, in any order.
 */
public interface LeakTests {

    /**
     * What is attacked.
     *
     * @return a kit over a factory that stays open until the last test
     */
    LeakKit leakKit();

    /**
     * The tests.
     *
     * @return one container for each entity
     */
    @TestFactory
    default Stream<DynamicNode> keepsTenantsApart() {
        return leakKit().tests();
    }
}
