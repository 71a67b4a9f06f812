/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** How an attack ended. */
sealed interface Verdict {

    /** Refused, or without effect. */
    record Held() implements Verdict {}

    /** Says nothing about the row. */
    record Skipped(String reason) implements Verdict {}

    /** Reached the row. */
    record Leak(LeakFinding finding) implements Verdict {}
}
