/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import static java.util.Map.entry;

import java.util.Map;
import java.util.stream.Collectors;

/** What the catalog is asked, all of it by one statement: for each fault, the objects that have it. */
final class CatalogQuestions {

    /** The parameters: role, tables, their columns of the tenant, whether those are required, table of keys, function, functions allowed. */
    private static final String SUBJECTS = """
            with recursive
            asked as (select ?::name as role),
            app as (select oid, rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles, asked where rolname = role),
            model as (
                select m.given, c.oid as id, c.relowner, c.relnamespace, a.attname, a.attnum, a.attnotnull or not m.required as filled
                from unnest(?::text[], ?::text[], ?::boolean[]) as m (given, tenant, required)
                    left join pg_class c on c.oid = to_regclass(m.given)
                    left join pg_attribute a on a.attrelid = c.oid and a.attname = m.tenant),
            ours as (select to_regclass(?) as keys, to_regprocedure(?) as func),
            allowed as (select to_regprocedure(f) as func from unnest(?::text[]) f),
            relation as (
                select c.*, c.oid as id from pg_class c join pg_namespace n on n.oid = c.relnamespace, app
                where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_t%'
                    and c.relkind in ('r', 'p', 'f', 'v', 'm')
                    and has_any_column_privilege(app.oid, c.oid, 'select, insert, update')),
            dependent (id) as (
                select id from model where id is not null
                union
                select r.ev_class from dependent d
                    join pg_depend p on p.refclassid = 'pg_class'::regclass and p.refobjid = d.id
                        and p.classid = 'pg_rewrite'::regclass
                    join pg_rewrite r on r.oid = p.objid and r.ev_class <> d.id),
            partition (id) as (
                select i.inhrelid from model m join pg_inherits i on i.inhparent = m.id
                union
                select i.inhrelid from partition p join pg_inherits i on i.inhparent = p.id),
            routine as (
                select p.* from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema')
                    and not exists (select 1 from pg_depend d
                        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
            """;

    private static final String GRANTED =
            "select m.given from model m, app where not app.rolsuper and has_table_privilege(app.oid, m.id, '%s')";

    private static final Map<SecurityFault, String> QUESTIONS = Map.ofEntries(
            entry(SecurityFault.ROLE_MISSING, "select role from asked where not exists (select 1 from app)"),
            entry(SecurityFault.SUPERUSER, "select rolname from app where rolsuper"),
            entry(SecurityFault.BYPASSES, "select rolname from app where rolbypassrls"),
            entry(SecurityFault.CREATES_ROLES, "select rolname from app where rolcreaterole"),
            entry(
                    SecurityFault.SESSION_ROLE,
                    "select session_user from app where current_user = rolname and session_user <> rolname"),
            entry(SecurityFault.PRIVILEGED_MEMBER, """
                    select r.rolname from app join pg_roles r on r.oid <> app.oid and pg_has_role(app.oid, r.oid, 'member')
                    where not app.rolsuper and (r.rolsuper or r.rolbypassrls
                        or r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))"""),
            entry(SecurityFault.OWNS_TABLE, "select m.given from model m join app on app.oid = m.relowner"),
            entry(SecurityFault.OWNER_MEMBER, """
                    select distinct r.rolname from app, model m join pg_roles r on r.oid = m.relowner
                    where r.oid <> app.oid and not app.rolsuper and pg_has_role(app.oid, r.oid, 'member')"""),
            entry(SecurityFault.OWNS_SCHEMA, """
                    select distinct n.nspname from app, model m join pg_namespace n on n.oid = m.relnamespace
                    where not app.rolsuper and pg_has_role(app.oid, n.nspowner, 'member')"""),
            entry(SecurityFault.TABLE_MISSING, "select given from model where id is null"),
            entry(SecurityFault.FUNCTION_OWNER, """
                    select p.oid::regprocedure::text from app, ours join pg_proc p on p.oid = ours.func
                    where not app.rolsuper and pg_has_role(app.oid, p.proowner, 'member')"""),
            entry(SecurityFault.KEYS_READABLE, """
                    select ours.keys::text from app, ours where not app.rolsuper and (
                        has_any_column_privilege(app.oid, ours.keys, 'select, insert, update, references')
                        or has_table_privilege(app.oid, ours.keys, 'delete, truncate, trigger'))"""),
            entry(SecurityFault.FOUNDATION_CREATE, """
                    select n.nspname from app, ours join pg_class c on c.oid = ours.keys
                        join pg_namespace n on n.oid = c.relnamespace
                    where not app.rolsuper and has_schema_privilege(app.oid, n.oid, 'create')"""),
            entry(SecurityFault.SCHEMA_CREATE, """
                    select n.nspname from app, pg_namespace n
                    where not app.rolsuper and has_schema_privilege(app.oid, n.oid, 'create')
                        and (n.nspname = 'public' or n.oid in (select relnamespace from model))"""),
            entry(SecurityFault.OWNER_VIEW, """
                    select r.id::regclass::text from relation r join dependent d on d.id = r.id
                    where r.relkind = 'v' and not coalesce(
                        (select option_value::boolean from pg_options_to_table(r.reloptions)
                            where option_name = 'security_invoker'), false)"""),
            entry(SecurityFault.MATERIALIZED_VIEW, """
                    select r.id::regclass::text from relation r join dependent d on d.id = r.id where r.relkind = 'm'"""),
            entry(SecurityFault.DEFINER_FUNCTION, """
                    select p.oid::regprocedure::text from app, routine p
                    where p.prosecdef and has_function_privilege(app.oid, p.oid, 'execute')
                        and p.oid is distinct from (select func from ours)
                        and not exists (select 1 from allowed a where a.func = p.oid)"""),
            entry(
                    SecurityFault.LEAKPROOF_FUNCTION,
                    "select p.oid::regprocedure::text from routine p where p.proleakproof"),
            entry(SecurityFault.TRUNCATE_GRANT, GRANTED.formatted("truncate")),
            entry(SecurityFault.TRIGGER_GRANT, GRANTED.formatted("trigger")),
            entry(SecurityFault.REFERENCES_GRANT, """
                    select m.given from model m, app
                    where not app.rolsuper and has_any_column_privilege(app.oid, m.id, 'references')"""),
            entry(SecurityFault.RULE, """
                    select r.rulename || ' on ' || m.given from model m join pg_rewrite r on r.ev_class = m.id"""),
            entry(SecurityFault.UNIQUE_WITHOUT_TENANT, """
                    select i.indexrelid::regclass::text from model m join pg_index i on i.indrelid = m.id
                    where m.attnum is not null and i.indisunique and not i.indisprimary
                        and not m.attnum = any (i.indkey::int2[])"""),
            entry(SecurityFault.FOREIGN_KEY_WITHOUT_TENANT, """
                    select k.conname || ' on ' || m.given from model m join pg_constraint k on k.conrelid = m.id
                        join model t on t.id = k.confrelid
                    where k.contype = 'f' and m.attnum is not null and t.attnum is not null
                        and not m.attnum = any (k.conkey)
                        and not exists (select 1 from pg_constraint o
                            where o.contype = 'f' and o.conrelid = k.conrelid and o.confrelid = k.confrelid
                                and o.conkey @> (k.conkey || m.attnum) and o.confkey @> (k.confkey || t.attnum))"""),
            entry(SecurityFault.TENANT_NULLABLE, "select m.given || '.' || m.attname from model m where not m.filled"),
            entry(SecurityFault.NO_TENANT_INDEX, """
                    select m.given from model m where m.attnum is not null and not exists (
                        select 1 from pg_index i where i.indrelid = m.id and i.indkey[0] = m.attnum
                            and i.indisvalid and i.indpred is null)"""),
            entry(SecurityFault.PARTITION_UNPROTECTED, """
                    select r.id::regclass::text from relation r join partition p on p.id = r.id
                    where not (r.relrowsecurity and r.relforcerowsecurity)"""),
            entry(SecurityFault.UNPROTECTED_COPY, """
                    select r.id::regclass::text from relation r
                    where r.relkind in ('r', 'p', 'f') and not r.relrowsecurity
                        and r.id not in (select id from partition)
                        and not exists (select 1 from model m where m.id = r.id)
                        and exists (select 1 from pg_attribute a
                            where a.attrelid = r.id and not a.attisdropped
                                and a.attname in (select attname from model))"""));

    private CatalogQuestions() {}

    static String sql() {
        return QUESTIONS.entrySet().stream()
                .map(each -> "select '" + each.getKey().name() + "', q.* from (" + each.getValue() + ") q (object)")
                .collect(Collectors.joining("\nunion all\n", SUBJECTS, "\norder by 1, 2"));
    }
}
