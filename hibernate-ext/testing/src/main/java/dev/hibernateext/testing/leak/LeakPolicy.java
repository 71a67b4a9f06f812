/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** What to make of a hole that the object-relational mapper alone cannot close. */
public enum LeakPolicy {

    /** The test is skipped with a reason that names the hole. */
    REPORT,

    /** The test fails. */
    FAIL
}
