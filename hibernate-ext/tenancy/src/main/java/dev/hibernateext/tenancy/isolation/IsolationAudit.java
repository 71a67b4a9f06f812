/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.audit.IsolationFinding;
import dev.hibernateext.tenancy.audit.TenancyEvent.Trespassed;
import dev.hibernateext.tenancy.isolation.IsolationPolicy.Reaction;
import dev.hibernateext.tenancy.routing.StatementRoute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the statements of one factory's sessions before they run. Safe for use by many threads. */
final class IsolationAudit {

    private static final Logger LOG = Logger.getLogger(IsolationAudit.class);

    /** More than a persistence unit has; texts with literals in them would be logged for ever. */
    private static final int MOST_LOGGED = 1_000;

    private final StatementRoute route;
    private final SqlReader reader;
    private final Standpoints standpoints;
    private final IsolationPolicy policy;
    private final @Nullable IsolationAlert alert;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    IsolationAudit(
            StatementRoute route,
            SqlReader reader,
            Standpoints standpoints,
            IsolationPolicy policy,
            @Nullable IsolationAlert alert) {
        this.route = route;
        this.reader = reader;
        this.standpoints = standpoints;
        this.policy = policy;
        this.alert = alert;
    }

    /**
     * A statement is about to run.
     *
     * @throws IsolationException if it is rejected
     */
    void runs(String sql, TenantKey tenant) {
        if (route.seesAll(tenant)) {
            return;
        }
        var standpoint = standpoints.of(tenant, route.placement(tenant));
        var found = standpoint.findings(reader.facts(sql));
        if (found.isEmpty()) {
            return;
        }
        var findings = heeded(found);
        if (!findings.isEmpty()) {
            report(sql, tenant, findings);
        }
    }

    private List<IsolationFinding> heeded(List<IsolationFinding> findings) {
        return findings.stream()
                .filter(finding -> policy.of(finding.fault()) != Reaction.OFF)
                .toList();
    }

    private boolean isRejected(IsolationFinding finding) {
        return policy.of(finding.fault()) == Reaction.REJECT;
    }

    private void report(String sql, TenantKey tenant, List<IsolationFinding> findings) {
        var rejected = findings.stream().anyMatch(this::isRejected);
        log(sql, tenant, findings);
        findings.forEach(finding -> raise(new Trespassed(tenant, finding, rejected, route.now())));
        if (rejected) {
            throw IsolationException.rejected(tenant, findings);
        }
    }

    /** Without the text, in which there may be values. */
    private void log(String sql, TenantKey tenant, List<IsolationFinding> findings) {
        if (logged.size() < MOST_LOGGED && logged.add(sql)) {
            LOG.warnf("A native statement of tenant %s: %s", tenant.value(), findings);
        }
    }

    private void raise(Trespassed event) {
        route.audit(event);
        if (alert != null) {
            alert.raise(event);
        }
    }

    /**
     * Looks at a statement of the mapping.
     *
     * @throws IsolationException if it would be rejected
     */
    void mapped(String sql, String place) {
        var findings = heeded(standpoints.ofMapping().findings(reader.facts(sql)));
        if (findings.isEmpty()) {
            return;
        }
        if (findings.stream().anyMatch(this::isRejected)) {
            throw IsolationException.rejectedAtStart(place, findings);
        }
        LOG.warnf("The SQL of %s: %s", place, findings);
    }
}
