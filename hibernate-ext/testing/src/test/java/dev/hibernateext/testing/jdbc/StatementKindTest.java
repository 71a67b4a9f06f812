/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT | select 1",
                "SELECT | /* insert */ SELECT 'delete'",
                "SELECT | select 1 union (select 2)",
                "SELECT | with recursive c as (select 1 union all select 2) select * from c",
                "INSERT | insert into t select * from u",
                "INSERT | with d as (delete from t returning *) insert into u select * from d",
                "UPDATE |   update t set a = 'x'",
                "UPDATE | with \"select\" as (select 1) update t set a = 1",
                "DELETE | ~-- select\ndelete from t~",
                "MERGE | merge into t using u on t.id = u.id",
                "OTHER | create table select_me (id int)",
                "OTHER | {call update_all()}",
                "OTHER | ;"
            })
    void isToldFromTheFirstWordOutsideCommentsAndParentheses(StatementKind kind, String sql) {
        assertThat(StatementKind.of(sql)).isEqualTo(kind);
    }
}
