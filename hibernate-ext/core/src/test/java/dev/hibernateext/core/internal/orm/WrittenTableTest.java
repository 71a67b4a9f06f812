/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "insert into Shelf (id) values (1) | Shelf",
                "INSERT INTO public.\"Shelf\" select * from Rack | public.\"Shelf\"",
                "insert ignore into Shelf values (1) | Shelf",
                "insert into Shelf(id) values (1) on conflict (id) do update set name = 'x' | Shelf",
                "update Shelf set name = 'a; update Rack set x' | Shelf",
                "update only Shelf as s set name = replace(name, 'a', 'b'); | Shelf",
                "/* one */ update `Shelf` s set name = 'it''s' -- two | `Shelf`",
                "with x as (select 1 as n) update Shelf set id = (select n from x) | Shelf",
            })
    void isNamed(String sql, String table) {
        assertThat(WrittenTable.of(sql)).isEqualTo(new WrittenTable(table, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from Shelf",
                "delete from Shelf where id = 1",
                "delete from only Shelf s using Rack r where r.id = s.id",
                "with x as (select 1) delete from Shelf where id in (select * from x) returning id",
                "merge into Shelf s using Rack r on (r.id = s.id) when matched then update set name = r.name",
                "replace into Shelf values (1)",
                "truncate table Shelf restart identity",
            })
    void mayLoseRows(String sql) {
        assertThat(WrittenTable.of(sql)).isEqualTo(new WrittenTable("Shelf", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call reprice()",
                "select reprice()",
                "update Shelf, Rack set Shelf.id = Rack.id",
                "update Shelf join Rack on true set Shelf.name = 'a'",
                "delete Shelf, Rack from Shelf join Rack",
                "delete from Shelf, Rack using Shelf join Rack",
                "truncate Shelf, Rack",
                "truncate Shelf cascade",
                "update Shelf set name = 'a'; update Rack set name = 'b'",
                "with x as (delete from Rack returning id) update Shelf set id = (select id from x)",
                "with x as (select 1) select reprice(1)",
                "insert into Shelf with x as (update Rack set id = 1 returning id) select id from x",
                "update Shelf set name = 'it\\'; update Rack set name = 'b'",
                "update /*! Rack, */ Shelf set name = 'a'",
                "update Shelf set name = $$a$$",
                "update Shelf set name = 'open",
                "update Shelf set id = id # , 'a",
            })
    void isUnknownInDoubt(String sql) {
        assertThat(WrittenTable.of(sql)).isNull();
    }
}
