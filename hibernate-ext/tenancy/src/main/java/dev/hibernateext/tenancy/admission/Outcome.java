/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

/** What becomes of a request. */
enum Outcome {
    WAITING,
    ADMITTED,
    FULL,
    EVICTED,
    TIMED_OUT,
    INTERRUPTED
}
