/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/** A row of a large table, with an index for each sort that pages are read in. */
@Entity(name = "Moment")
@Table(
        name = "moment",
        indexes = {@Index(columnList = "taken, id"), @Index(columnList = "taken, id desc")})
class Moment {

    /** How many rows share a value of {@link #taken}. */
    static final int ROWS_TOGETHER = 7;

    @Id
    int id;

    int taken;

    /** The value of {@link #taken} of a row. */
    static int taken(int id) {
        return id / ROWS_TOGETHER;
    }
}
