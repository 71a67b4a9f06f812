/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.internal.orm.KeyedQuery.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedQueryTest {

    @Test
    void tellsEqualitiesOfTheFirstTable() {
        assertThat(KeyedQuery.of(
                        "select o.a,? from shop.Offer o left join Seller s on s.id=o.x and s.y=? "
                                + "where o.a=? and s.a=? and o.b in (?,?) and o.c>? order by o.d",
                        7))
                .isEqualTo(new KeyedQuery("offer", List.of(new Condition("a", 2, 1), new Condition("b", 4, 2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select o.a from Offer o where o.a=? or o.b=?",
                "select o.a from Offer o where o.a between ? and o.b=?",
                "select o.a from Offer o where not(o.a=?) and o.a<>?",
                "select o.a from Offer o where o.a not in (?,?)",
                "select o.a from Offer o where case when o.b then o.a=? and o.a=? end",
                "select o.a from Offer o where o.a='?' and o.b=? and o.c=?",
                "select o.a from Offer o where o.a=? union all select o.a from Other o where o.a=?",
                "select o.a from Offer o join Offer p on p.x=o.x where o.a=? and o.b=?",
                "select o.a from Offer o where o.a=?+1 and o.b>?",
                "select o.a from Offer o where exists (select 1 from Seller s where s.a=? and o.a=?)",
                "select o.a from Seller s, Offer o where o.a=? and o.b=?",
            })
    void tellsNothingOfOtherConditions(String sql) {
        assertThat(KeyedQuery.of(sql, 2)).isNull();
    }

    @Test
    void tellsNothingWhereMarksAreNotParameters() {
        assertThat(KeyedQuery.of("select o.a from Offer o where o.a=?", 2)).isNull();
    }
}
