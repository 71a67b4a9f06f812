/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Map;

/** The updates of entities a session has executed, until Hibernate says which tables they wrote. Belongs to one session. */
final class FlushedUpdates {

    private Map<String, WrittenColumns> tables = Map.of();
    private int begun;
    private int ended;

    void begin() {
        begun++;
    }

    /** Of one that begun. */
    void end(Iterable<String> spaces, WrittenColumns columns) {
        ended++;
        for (var space : spaces) {
            var before = tables.get(space);
            tables = SmallMap.with(tables, space, before == null ? columns : before.and(columns));
        }
    }

    /** By table; nothing unless it is known of all of them what they wrote. */
    Map<String, WrittenColumns> take() {
        if (begun == 0 && ended == 0) {
            return Map.of();
        }
        var taken = begun == ended ? tables : Map.<String, WrittenColumns>of();
        tables = Map.of();
        begun = 0;
        ended = 0;
        return taken;
    }
}
