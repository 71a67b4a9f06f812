/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.List;

/** The statements of one table. */
record PolicyStatements(TenantTable table, SecurityNames names) {

    /** Can be run again. */
    List<String> all(String role) {
        return List.of(enable(), force(), drop(), create(), grant(role), revoke(role));
    }

    String enable() {
        return alter("enable row level security");
    }

    /** For the owner too. */
    String force() {
        return alter("force row level security");
    }

    String disable() {
        return alter("disable row level security, no force row level security");
    }

    private String alter(String action) {
        return "alter table " + table.name() + " " + action;
    }

    String create() {
        return "create policy %s on %s using (%s) with check (%s)"
                .formatted(names.policy(), table.name(), table.using(names), table.check(names));
    }

    String drop() {
        return "drop policy if exists " + names.policy() + " on " + table.name();
    }

    String grant(String role) {
        return "grant select, insert, update, delete on " + table.name() + " to " + Foundation.quoted(role);
    }

    /** TRUNCATE does not ask policies, a trigger runs as whoever writes, and a foreign key tells what is there. */
    String revoke(String role) {
        return "revoke truncate, references, trigger on " + table.name() + " from public, " + Foundation.quoted(role);
    }
}
