/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import dev.hibernateext.core.change.internal.ExecutionWatch.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenColumnsTest {

    private static final WrittenColumns NAME = WrittenColumns.of(Set.of("name"));
    private static final WrittenColumns NOTE = new WrittenColumns(Set.of("note"), true, Map.of());

    @Test
    void addUp() {
        assertThat(NAME.and(NOTE)).isEqualTo(new WrittenColumns(Set.of("name", "note"), true, Map.of()));
        assertThat(NAME.and(WrittenColumns.ALL)).isEqualTo(WrittenColumns.ALL);
        assertThat(WrittenColumns.ALL.and(NAME)).isEqualTo(WrittenColumns.ALL);
    }

    @Test
    void areKnownOfUpdatesOnlyIfAllWereShown() {
        var updates = new FlushedUpdates();
        updates.begin();
        updates.end(Set.of("Item"), NAME);
        updates.begin();
        assertThat(updates.take()).as("one was not shown").isEmpty();

        updates.begin();
        updates.end(Set.of("Item"), NAME);
        assertThat(updates.take()).containsOnlyKeys("Item");
        assertThat(updates.take()).isEmpty();
    }

    @Test
    void endWhatReadsOneOfThem() {
        var ends = new ColumnWrites();
        ends.written(NAME, 5);
        ends.written(NOTE, 7);

        assertThat(ends.isQuietSince(8, ReadColumns.ALL)).isTrue();
        assertThat(ends.isQuietSince(7, ReadColumns.ALL)).isFalse();
        assertThat(ends.isQuietSince(1, read("select x.shelf from Item x"))).isTrue();
        assertThat(ends.isQuietSince(5, read("select x.name from Item x"))).isFalse();
        assertThat(ends.isQuietSince(6, read("select x.name from Item x"))).isTrue();

        ends.written(WrittenColumns.ALL, 9);
        assertThat(ends.isQuietSince(9, read("select x.shelf from Item x"))).isFalse();
    }

    private static ReadColumns read(String sql) {
        var model = new MappedColumns();
        model.add("item", Set.of("name", "note", "shelf"));
        return ReadColumns.of(new Cacheable(sql, Set.of("Item"), false, bound(List.of())), model);
    }

    private static Parameters bound(List<Object> values) {
        return new Parameters() {

            @Override
            public int count() {
                return values.size();
            }

            @Override
            public Object value(int position) {
                return values.get(position);
            }
        };
    }

    @Test
    void mayBeReadWhereAStatementIsNotUnderstood() {
        assertThat(read("select count(*) from Item x where x.shelf=?").mayHave("name"))
                .isFalse();
        for (var sql : new String[] {
            "select * from Item x",
            "select x.* from Item x",
            "select x.total from Item x",
            "select x.shelf from Other x",
            "select x.shelf*2 from Item x"
        }) {
            assertThat(read(sql).mayHave("name")).as(sql).isTrue();
        }
    }
}
