/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReaderTest {

    private final Statements statements = new Statements();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select * from account where tenant_id = ?",
                "select * from account a where a.tenant_id = :tenant and a.id = 7",
                "select * from account where ? = tenant_id",
                "select * from account where (tenant_id = (?))",
                "select * from account where ((a = 1) and (tenant_id = ? and b = 2))",
                "select * from account where tenant_id = 'acme'",
                "select * from account where tenant_id = cast(? as varchar)",
                "select * from account where tenant_id = ?::text",
                "select * from account where tenant_id in (?)",
                "select * from \"account\" as \"A\" where \"A\".\"tenant_id\" = ?",
                "select * from `account` where `tenant_id` = ?",
                "SELECT * FROM ACCOUNT WHERE TENANT_ID = ? -- or 1 = 1",
                "select /* tenant */ * from account where tenant_id = ?",
                "select * from account a join label l on l.tenant = a.tenant_id where a.tenant_id = ?",
                "select * from account a, label l where l.tenant = a.tenant_id and l.tenant = ?",
                "select * from account a left join label l on l.tenant = a.tenant_id where a.tenant_id = ?",
                "select * from account a right join label l on a.tenant_id = ? where l.tenant = ?",
                "select * from account a join (label l join currency c on l.tenant = ?) on l.id = a.id and a.tenant_id = ?",
                "select * from word w join account a on w.account_id = a.id where a.tenant_id = ?",
                "select * from word where account_id in (select id from account where tenant_id = ?)",
                "select * from account a where exists (select 1 from label l where l.tenant = a.tenant_id) and a.tenant_id = ?",
                "select * from account a where a.id in (select l.id from label l where l.tenant = a.tenant_id) and a.tenant_id = ?",
                "select (select max(id) from label where tenant = ?) from account where tenant_id = ?",
                "select * from (select * from account where tenant_id = ?) x",
                "select * from (select tenant_id as t from account where tenant_id = ?) x join label l on l.tenant = x.t",
                "select * from (select a.* from account a where tenant_id = ?) x join label l on l.tenant = x.tenant_id",
                "with x as (select tenant_id t from account where tenant_id = ?) select * from x join label on tenant = x.t",
                "with x(t) as (select tenant_id from account where tenant_id = ?) select * from x join label on tenant = x.t",
                "with account as (select * from label where tenant = ?) select * from account",
                "with recursive t as (select id from account where tenant_id = ? union all select c.id from account c join t on c.parent = t.id where c.tenant_id = ?) select * from t",
                "select id from account where tenant_id = ? union select id from label where tenant = ?",
                "select * from account join label on tenant_id = tenant where tenant = ?",
                "update account set name = ? where tenant_id = ? and id = ?",
                "update account a set name = l.name from label l where l.tenant = a.tenant_id and l.tenant = ?",
                "update account set tenant_id = ? where tenant_id = ?",
                "delete from account where tenant_id = ?",
                "delete from account a using label l where a.tenant_id = l.tenant and l.tenant = ?",
                "delete a from account a join label l on l.id = a.id and l.tenant = ? where a.tenant_id = ?",
                "delete from word where account_id in (select a.id from account a where a.tenant_id = ?)",
                "insert into account (id, tenant_id) values (?, ?)",
                "insert into account (id, tenant_id) values (?, ?), (?, 'acme')",
                "insert into account (id, tenant_id) select id, tenant from label where tenant = ?",
                "insert into account (id, tenant_id) select id, ? from label where tenant = ?",
                "insert into word (account_id, text) select id, ? from account where tenant_id = ?",
                "insert into account (id, tenant_id) values (?, ?) on conflict do nothing",
                "insert into account (id, tenant_id) values (?, ?) on conflict (tenant_id, id) do update set name = excluded.name",
                "insert into account (id, tenant_id) values (?, ?) on conflict (id) do update set name = ? where account.tenant_id = excluded.tenant_id",
                "merge into account a using label l on (a.id = l.id and a.tenant_id = l.tenant and l.tenant = ?) when matched then update set a.name = l.name when not matched then insert (id, tenant_id) values (l.id, l.tenant)",
                "with x as (insert into account (id, tenant_id) values (?, ?) returning id) select * from x",
                "select * from account where tenant_id = ?; delete from label where tenant = ?",
                "explain select * from account where tenant_id = ?",
                "select * from account where tenant_id = ? order by id limit 5 for update",
                "select * from shared.currency",
                "select * from information_schema.tables",
                "create temporary table x (id int)",
                "create local temporary table if not exists HT_x (id int) transactional",
                "set lock_timeout = 5",
                "select x from elsewhere group by x having count(*) > 1",
            })
    void passesWhatStaysWithTheTenant(String sql) {
        assertThat(statements.faults(sql)).as(sql).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from account",
                "table account",
                "select * from account where tenant_id = ? or id = ?",
                "select * from account where not (tenant_id = ?)",
                "select * from account where tenant_id <> ?",
                "select * from account where tenant_id >= ?",
                "select * from account where tenant_id like ?",
                "select * from account where tenant_id in (?, ?)",
                "select * from account where tenant_id = any(?)",
                "select * from account where tenant_id = tenant_id",
                "select * from account where tenant_id = name",
                "select * from account where tenant_id = lower(name)",
                "select * from account where name = ?",
                "select * from account where tenant_id = 'bolt'",
                "select * from account where '?' = ? -- tenant_id = ?",
                "select * from account where name = 'tenant_id = ?'",
                "select * from account a, account \"A\" where \"A\".tenant_id = ?",
                "select * from account a, account b where a.tenant_id = ?",
                "select * from account a where account.tenant_id = ?",
                "select * from account a join label l on l.tenant = ?",
                "select * from account a left join label l on a.tenant_id = ? where l.tenant = ?",
                "select * from account a full join label l on a.tenant_id = ? and l.tenant = ?",
                "select * from account a left join label l on l.tenant = a.tenant_id and l.tenant = ?",
                "select * from account a, label l where l.tenant = a.tenant_id",
                "select * from word",
                "select * from word w join account a on w.id = a.id where a.tenant_id = ?",
                "select * from word w join account a on w.account_id = a.id",
                "select * from word where account_id not in (select id from account where tenant_id = ?)",
                "select * from word where account_id in (select other from account where tenant_id = ?)",
                "select * from account where tenant_id = ? union select * from account",
                "select * from (select * from account) x where x.tenant_id = ?",
                "select (select max(id) from account) from label where tenant = ?",
                "select 1 where exists (select 1 from account)",
                "select coalesce((select name from account limit 1), 'x')",
                "select case when exists (select 1 from account) then 1 end",
                "select * from label where tenant = ? and id = (select max(id) from account)",
                "select * from label where tenant = ? order by (select max(id) from account)",
                "select 1 from currency group by (select max(id) from account)",
                "select count(*) filter (where exists (select 1 from account)) from currency",
                "select sum(x) over (partition by (select max(id) from account)) from currency",
                "select * from currency limit (select max(id) from account)",
                "with x as (select * from account) select * from x",
                "with account as (select * from account) select * from account",
                "select * from (with account as (select 1) select * from account) z, account",
                "update account set name = ?",
                "update account set name = ? where id = ?",
                "update account set tenant_id = name where tenant_id = ?",
                "update account a set name = ? from label l where l.tenant = ?",
                "delete from account where id = ?",
                "delete from account a using label l where l.tenant = ?",
                "insert into account (id) values (?)",
                "insert into account values (?, ?)",
                "insert into account (id, tenant_id) values (?, ?), (?, name)",
                "insert into account (id, tenant_id) select id, name from label where tenant = ?",
                "insert into account (id, tenant_id) select id, tenant from label",
                "insert into account (id, tenant_id) select * from label where tenant = ?",
                "insert into word (account_id, text) values (?, ?)",
                "insert into account (id, tenant_id) values (?, ?) on conflict (id) do update set name = excluded.name",
                "insert into account (id, tenant_id) values (?, ?) on duplicate key update name = ?",
                "merge into account a using label l on (a.id = l.id and l.tenant = ?) when matched then delete",
                "merge into account a using label l on (a.id = l.id and a.tenant_id = l.tenant and l.tenant = ?) when not matched then insert (id) values (l.id)",
                "select * from account where tenant_id = ?; delete from account",
                "with x as (delete from account returning *) select * from x",
                "explain analyze delete from account",
                "select * from public.account",
                "select * from account natural join label where tenant = ?",
            })
    void findsTablesNothingRestrictsToATenant(String sql) {
        assertThat(statements.kinds(sql)).as(sql).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update shared.currency set name = ?",
                "insert into shared.currency (id) values (?)",
                "delete from currency",
                "merge into currency c using label l on c.id = l.id and l.tenant = ? when matched then delete"
            })
    void findsWritesToSharedTables(String sql) {
        assertThat(statements.faults(sql)).as(sql).anyMatch(fault -> fault.startsWith("SHARED_WRITE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from other.thing",
                "select * from \"t_bolt\".account where tenant_id = ?",
                "insert into other.thing values (1)",
                "use other"
            })
    void findsOtherSchemas(String sql) {
        assertThat(statements.faults(sql)).as(sql).anyMatch(fault -> fault.startsWith("OTHER_SCHEMA"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table x (id int)",
                "alter table account add column x int",
                "drop table account",
                "truncate table account",
                "create view v as select 1",
                "create index i on account (id)",
                "select * into x from label where tenant = ?"
            })
    void findsDefinitions(String sql) {
        assertThat(statements.faults(sql)).as(sql).contains("DEFINITION The statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "selec * from account",
                "select * from",
                "select /*! * from account */ 1",
                "set search_path = other",
                "do $$ begin delete from account; end $$",
                "copy account to stdout",
                "set role other"
            })
    void saysWhatItDoesNotUnderstand(String sql) {
        assertThat(statements.faults(sql)).as(sql).isEqualTo(Set.of("NOT_PARSED The statement"));
    }

    @Test
    void asksForNoConditionWhereSchemasOrPoliciesProtect() {
        var inSchema = new Standpoint("acme", Set.of("t_acme", "shared"), false, false);
        assertThat(statements.faults("select * from account", inSchema)).isEmpty();
        assertThat(statements.faults("select * from t_acme.account", inSchema)).isEmpty();
        assertThat(statements.faults("select * from public.account", inSchema))
                .containsExactly("OTHER_SCHEMA public.account");
    }

    @Test
    void knowsNoTenantsInTheSharedScope() {
        var shared = new Standpoint(null, Set.of("shared"), true, true);
        assertThat(statements.faults("update shared.currency set name = ?", shared))
                .isEmpty();
        assertThat(statements.faults("select * from account where tenant_id = ?", shared))
                .containsExactly("MISSING_TENANT account");
    }
}
