/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import dev.hibernateext.core.HibernateExtException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A factory with row-level security did not start, since a statement could go past it. */
public final class RowLevelSecurityException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient List<SecurityFinding> findings;

    private RowLevelSecurityException(String message, List<SecurityFinding> findings, @Nullable Throwable cause) {
        super("tenancy.row-level-security", message, cause);
        this.findings = findings;
    }

    static RowLevelSecurityException unsafe(List<SecurityFinding> findings) {
        var text = findings.stream().map(finding -> "\n- " + finding).collect(Collectors.joining());
        return new RowLevelSecurityException(
                "Row-level security has %d holes. Close them, or set %s to warn:%s"
                        .formatted(findings.size(), RowLevelSecuritySettings.CHECK, text),
                List.copyOf(findings),
                null);
    }

    static RowLevelSecurityException notChecked(SQLException cause) {
        return new RowLevelSecurityException(
                "Row-level security could not be checked. Let the application's role read the catalog, or set %s to off."
                        .formatted(RowLevelSecuritySettings.CHECK),
                List.of(),
                cause);
    }

    static RowLevelSecurityException unknownMode(String setting) {
        return new RowLevelSecurityException(
                "The setting %s is not known. Set it to refuse, warn or off.".formatted(setting), List.of(), null);
    }

    static RowLevelSecurityException notPostgresql() {
        return new RowLevelSecurityException(
                "Row-level security is to be had on PostgreSQL only. Leave out %s: the tenant then stands in the statements of Hibernate, and native statements see all rows."
                        .formatted(RowLevelSecuritySettings.ROLE),
                List.of(),
                null);
    }

    /**
     * What was found.
     *
     * @return one for each hole; empty if the check could not be done
     */
    public List<SecurityFinding> findings() {
        return findings;
    }
}
