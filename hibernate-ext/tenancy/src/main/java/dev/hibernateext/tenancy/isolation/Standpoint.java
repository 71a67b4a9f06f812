/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.audit.IsolationFault;
import dev.hibernateext.tenancy.audit.IsolationFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where a statement is looked at.
 *
 * @param tenant whose statement it is; null before there is one, and for work without a tenant
 * @param qualifiers the schemas and databases it may name; null where all are the tenant's
 * @param alone whether nothing but its conditions keeps it from the rows of other tenants
 * @param shared whether it may write what all tenants share
 */
record Standpoint(@Nullable String tenant, @Nullable Set<String> qualifiers, boolean alone, boolean shared) {

    List<IsolationFinding> findings(SqlFacts facts) {
        var findings = new ArrayList<IsolationFinding>();
        if (!facts.parsed()) {
            findings.add(new IsolationFinding(IsolationFault.NOT_PARSED, IsolationFinding.STATEMENT));
        }
        if (facts.defines()) {
            findings.add(new IsolationFinding(IsolationFault.DEFINITION, IsolationFinding.STATEMENT));
        }
        facts.uses().forEach(use -> add(use, findings));
        return findings.isEmpty() ? List.of() : findings.stream().distinct().toList();
    }

    private void add(TableUse use, List<IsolationFinding> findings) {
        var qualifier = use.qualifier();
        if (qualifier != null && qualifiers != null && !qualifiers.contains(qualifier)) {
            findings.add(new IsolationFinding(IsolationFault.OTHER_SCHEMA, use.table()));
        }
        var mapped = use.mapped();
        if (mapped == null) {
            return;
        }
        if (mapped.isShared()) {
            if (use.written() && !shared) {
                findings.add(new IsolationFinding(IsolationFault.SHARED_WRITE, use.table()));
            }
        } else if (alone && !isRestricted(use)) {
            findings.add(new IsolationFinding(IsolationFault.MISSING_TENANT, use.table()));
        }
    }

    /** Without a tenant there is nothing it could be restricted to. */
    private boolean isRestricted(TableUse use) {
        var proof = use.proof();
        return proof != null && !shared && (tenant == null || Set.of(tenant).containsAll(proof.texts()));
    }
}
