/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/** The columns both entities share; seven of twelve. */
@Embeddable
class TrackColumns {

    String name = "";
    String album = "";
    String genre = "";
    String composer = "";
    int milliseconds;
    int bytes;
    BigDecimal price = BigDecimal.ONE;

    static TrackColumns of(long id) {
        var columns = new TrackColumns();
        columns.name = "Track " + id;
        columns.album = "Album " + id % 100;
        columns.genre = "Genre " + id % 20;
        columns.composer = "Composer " + id % 50;
        columns.milliseconds = 200_000 + (int) (id % 1_000);
        columns.bytes = 5_000_000 + (int) (id % 1_000);
        columns.price = BigDecimal.valueOf(99, 2);
        return columns;
    }
}
