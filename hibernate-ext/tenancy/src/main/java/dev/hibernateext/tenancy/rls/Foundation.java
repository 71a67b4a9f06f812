/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.List;

/** What all policies stand on: a schema with the keys, which the application cannot read, and the function that can. */
final class Foundation {

    /** HMAC of RFC 2104 of what precedes the last colon. The backend is that of a parallel query's leader, in which the function runs. */
    private static final String BODY = """

            declare
                token text := current_setting('%1$s', true);
                part text[];
                signed text;
            begin
                if coalesce(token, '') = '' then
                    return null;
                end if;
                part := string_to_array(token, ':');
                signed := concat(part[1], ':', part[2], ':', part[3]);
                if cardinality(part) <> 4 or not exists (
                        select 1 from %2$s k
                        where encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(signed, 'UTF8'))), 'hex') = part[4]) then
                    raise insufficient_privilege using message = 'The tenant token is not signed.';
                end if;
                if to_timestamp(part[3]::bigint) < transaction_timestamp() then
                    raise insufficient_privilege using message = 'The tenant token has expired.';
                end if;
                if part[2] <> '0' and part[2] <> pg_backend_pid()::text then
                    raise insufficient_privilege using message = 'The tenant token is for another connection.';
                end if;
                return part[1];
            end
            """;

    private Foundation() {}

    static String body(SecurityNames names) {
        return BODY.formatted(names.setting(), names.keyTable());
    }

    static List<String> statements(SecurityNames names, String role) {
        var to = quoted(role);
        return List.of(
                "create schema if not exists " + names.schema(),
                "revoke all on schema " + names.schema() + " from public",
                "grant usage on schema " + names.schema() + " to " + to,
                "create table if not exists " + names.keyTable()
                        + " (slot smallint primary key check (slot in (1, 2)), inner_pad bytea not null, outer_pad bytea not null)",
                "revoke all on " + names.keyTable() + " from public, " + to,
                function(names),
                "revoke all on function " + names.function() + "() from public",
                "grant execute on function " + names.function() + "() to " + to);
    }

    static String function(SecurityNames names) {
        return "create or replace function " + names.function()
                + "() returns text language plpgsql stable security definer"
                + " parallel restricted set search_path = pg_catalog, pg_temp as $tenant$" + body(names) + "$tenant$";
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
