/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.audit.IsolationFinding;
import java.util.List;
import java.util.stream.Collectors;

/** A native statement was kept from running, since it reaches beyond its tenant; or a factory cannot look at statements. */
public final class IsolationException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient List<IsolationFinding> findings;

    private IsolationException(String message, List<IsolationFinding> findings) {
        super("tenancy.isolation", message, null);
        this.findings = findings;
    }

    static IsolationException rejected(TenantKey tenant, List<IsolationFinding> findings) {
        return new IsolationException(
                "A native statement of tenant %s was not run: %s".formatted(tenant.value(), text(findings)), findings);
    }

    static IsolationException rejectedAtStart(String place, List<IsolationFinding> findings) {
        return new IsolationException(
                "The SQL of %s would reach beyond the tenant in force: %s".formatted(place, text(findings)), findings);
    }

    static IsolationException withoutParser(String setting) {
        return new IsolationException(
                "%s is set, and JSqlParser is not on the class path. Add com.github.jsqlparser:jsqlparser, or set it to off."
                        .formatted(setting),
                List.of());
    }

    static IsolationException displaced(String setting) {
        return new IsolationException(
                "%s is set, and native queries cannot be seen: another library has taken the place of Hibernate's JdbcServices, or changes, hooks and soft delete are all switched off."
                        .formatted(setting),
                List.of());
    }

    static IsolationException wrongSetting(String setting, String expected) {
        return new IsolationException(
                "The setting %s is not known. Set it to %s.".formatted(setting, expected), List.of());
    }

    private static String text(List<IsolationFinding> findings) {
        return findings.stream().map(IsolationFinding::toString).collect(Collectors.joining(" "));
    }

    /**
     * What the statement does.
     *
     * @return empty if the factory did not start for another reason
     */
    public List<IsolationFinding> findings() {
        return findings;
    }
}
