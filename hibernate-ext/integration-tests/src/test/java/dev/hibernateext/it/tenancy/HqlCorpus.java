/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import java.util.List;
import java.util.stream.Stream;

/** Queries that reach entities of tenants in each place a query has, each in several forms, and return texts of rows. */
final class HqlCorpus {

    private static final List<String> SOURCES = List.of(
            "a.text from Account a",
            "p.text from Account a join a.parent p",
            "c.text from Account a join a.children c",
            "l.text from Account a join a.labels l",
            "w from Account a join a.words w",
            "l.text from Account a left join Label l on l.id >= 0",
            "l.text from Account a right join Label l on a.id = l.id",
            "s.text from Account a cross join Asset s",
            "treat(a as Car).plate from Asset a",
            "(select max(l.text) from Label l where l.id = a.id) from Asset a");

    private static final List<String> CONDITIONS = List.of(
            "1 = 1 or a.id < 0",
            "a.id in (select x.id from Label x)",
            "exists (select 1 from Asset x where x.id = a.id)",
            "a.id >= all (select min(x.id) from Account x)",
            "not a.id is null group by 1 having count(*) > 0");

    private static final List<String> FORMS = List.of(
            "select %s",
            "with q as (select %s) select z.t from q z",
            "select z.t from (select %s) z",
            "select %s union all select x.text from Label x");

    private HqlCorpus() {}

    static Stream<String> all() {
        return SOURCES.stream()
                .flatMap(source -> CONDITIONS.stream()
                        .flatMap(condition -> FORMS.stream().map(form -> query(form, source, condition))));
    }

    private static String query(String form, String source, String condition) {
        var named = form.contains("z.t") ? source.replaceFirst("(?= from (?!Label l where))", " as t") : source;
        return form.formatted(named + " where " + condition);
    }
}
