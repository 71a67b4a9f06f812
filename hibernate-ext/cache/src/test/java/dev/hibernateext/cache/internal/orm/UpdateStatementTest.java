/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateStatementTest {

    @Test
    void tellsWhatIsAssignedWithoutTheConditionAndTheAlias() {
        assertThat(columns("update Item i1_0 set name=?,version=(i1_0.version+1) where i1_0.shelf=?"))
                .containsExactlyInAnyOrder("set", "name", "version", "1");
        assertThat(columns("update Item i1_0 set i1_0.name=? where i1_0.shelf=?"))
                .containsExactlyInAnyOrder("set", "name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update Item set name=(select 1 from Bin b where b.id=Item.id),note=? where id=?",
                "update Item set name=' where ',note=? where id=?",
                "update Item set name='it''s where',note=?",
                "UPDATE \"Item\" SET \"NAME\"=?, \"note\"=? WHERE id=?",
            })
    void missesNoColumn(String sql) {
        assertThat(columns(sql)).contains("name", "note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from Item where id=?",
                "insert into Item (name) values (?)",
                "with cte as (select 1) update Item set name=?",
                "update Item set name='\\' where ',note=?",
                "update Item set name=? -- where",
                "update Item set name=? /* where */, note=?",
                "merge into Item using (select 1) s on (1=1) when matched then update set name=?",
            })
    void tellsNothingOfOtherStatements(String sql) {
        assertThat(UpdateStatement.of(sql)).isNull();
    }

    @Test
    void tellsTheTableWithoutItsSchema() {
        assertThat(UpdateStatement.of("update shop.\"Item\" set name=?"))
                .extracting(UpdateStatement::table)
                .isEqualTo("item");
    }

    private static @Nullable Set<String> columns(String sql) {
        var update = UpdateStatement.of(sql);
        return update == null ? null : update.columns();
    }
}
