/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

/** On H2; every run has a database in its own memory. */
class DoNoHarmTest extends DoNoHarmContract {

    @Override
    DatabaseAddress database(String name) {
        return DatabaseAddress.h2(name);
    }
}
