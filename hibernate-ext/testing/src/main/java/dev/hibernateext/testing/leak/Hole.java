/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** What an attack goes through that a policy of the kit decides on. */
enum Hole {
    NONE,
    NATIVE,
    REFERENCE
}
