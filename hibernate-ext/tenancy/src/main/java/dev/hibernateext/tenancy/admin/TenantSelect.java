/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.tenancy.admin.SelectText.Kind;
import org.hibernate.sql.exec.spi.JdbcSelect;

/** The text of a selection with one mark for the tenant. */
final class TenantSelect {

    private TenantSelect() {}

    /**
     * Reads it.
     *
     * @throws NotTogether if it has another number of marks or parameters than it should
     */
    static SelectText of(JdbcSelect select) {
        var text = SelectText.of(select.getSqlString(), select.getAffectedTableNames());
        if (text.count(Kind.MARK) != 1
                || text.count(Kind.PARAMETER) != select.getParameterBinders().size()) {
            throw new NotTogether("Marks or parameters of the statement are not where they should be");
        }
        return text;
    }
}
