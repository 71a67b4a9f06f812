/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

/**
 * What a history shows of weak isolation, the worst first. Names and definitions are those of A. Adya, "Weak Consistency"
 * (1999), for lists as K. Kingsbury and P. Alvaro, "Elle" (2020) read them.
 */
enum Anomaly {
    /** A transaction reads something else than what it read and appended itself. */
    INTERNAL,

    /** Two reads of a list of which neither begins with the other. */
    INCOMPATIBLE_READS,

    /** A read of what was rolled back. */
    G1A,

    /** A read of what was not the last append of its transaction to the list. */
    G1B,

    /** A cycle of overwriting alone. */
    G0,

    /** A cycle of overwriting and reading. */
    G1C,

    /** Two transactions read one version of a list and both append to it. */
    LOST_UPDATE,

    /** A cycle with one read of what was overwritten. */
    G_SINGLE,

    /** A cycle with several reads of what was overwritten, as write skew. */
    G2
}
