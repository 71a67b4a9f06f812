/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.tenant.internal.RewrittenSelects;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.sql.exec.spi.JdbcParameterBinder;

/** The parameter a tenant column is compared with. */
final class TenantParameter extends SessionParameter implements RewrittenSelects.TenantParameter {

    TenantParameter(JdbcMapping mapping, Class<?> type) {
        super(mapping, (session, execution) -> SessionTenant.inStatement(session, type));
    }

    @Override
    public JdbcParameterBinder boundTo(Object tenant) {
        return new SessionParameter(getJdbcMapping(), (session, execution) -> tenant);
    }
}
