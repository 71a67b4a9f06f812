/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.BulkStatement.Kind;
import org.junit.jupiter.api.Test;

class DmlTextTest {

    @Test
    void findsTheTableOfAStatement() {
        assertThat(DmlText.of("update doc d1_0 set a=? where id in (select id from line)")
                        .tables())
                .containsExactly("doc");
        assertThat(DmlText.of("delete from app.doc").tables()).containsExactly("app.doc");
        assertThat(DmlText.of("delete d1_0 from doc d1_0 join line l on 1=1").tables())
                .containsExactly("doc");
        assertThat(DmlText.of("insert into \"order line\"(id) values (1)").tables())
                .containsExactly("\"order line\"");
        assertThat(DmlText.of("merge into doc d using (select 1) s on (1=1)").kind())
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void findsTheTablesOfCommonTableExpressions() {
        var text = DmlText.of(
                "with ids(id) as (select id from base),a as (delete from sub where id in (select id from ids) returning id),"
                        + "b as (delete from base where 1=1 returning id) select count(*) from ids");

        assertThat(text.tables()).containsExactly("sub", "base");
        assertThat(text.kind()).isEqualTo(Kind.DELETE);
    }

    @Test
    void takesUpdateForTheKindOfAStatementThatInsertsMissingRowsToo() {
        assertThat(DmlText.of("with a as (insert into detail values (1)), b as (update doc set x=1) select 1")
                        .kind())
                .isEqualTo(Kind.UPDATE);
    }

    @Test
    void tellsQueriesThatWriteFromThoseThatRead() {
        assertThat(DmlText.mayWrite("update doc set a=1 returning id")).isTrue();
        assertThat(DmlText.mayWrite("  /* hint */ -- more\n delete from doc returning id"))
                .isTrue();
        assertThat(DmlText.mayWrite("with x as (select 1) update doc set a=1 returning id"))
                .isTrue();
        assertThat(DmlText.mayWrite("select * from doc for update")).isFalse();
        assertThat(DmlText.mayWrite("with x as (select * from doc for update) select * from x"))
                .isFalse();
        assertThat(DmlText.mayWrite("")).isFalse();
    }
}
