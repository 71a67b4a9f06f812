/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewriting;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewritten;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.TenantParameter;
import dev.hibernateext.tenancy.admin.SelectText.Writer;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.JdbcParameterBinder;
import org.hibernate.sql.exec.spi.JdbcSelect;

/** One selection for each tenant, joined by {@code union all}. */
record Copies(List<Tenant> tenants) implements Rewriting {

    @Override
    public Rewritten rewrite(JdbcSelect select, SharedSessionContractImplementor session) {
        var text = TenantSelect.of(select);
        var dialect = session.getJdbcServices().getDialect();
        var sql = new StringBuilder();
        var binders = new ArrayList<JdbcParameterBinder>();
        for (var index = 0; index < tenants.size(); index++) {
            sql.append(index == 0 ? "(" : " union all (")
                    .append(text.write(new Copy(dialect, tenants.get(index), index)))
                    .append(')');
            binders.addAll(bound(select, tenants.get(index)));
        }
        return new Rewritten(sql.toString(), binders);
    }

    private static List<JdbcParameterBinder> bound(JdbcSelect select, Tenant tenant) {
        return select.getParameterBinders().stream()
                .map(binder -> binder instanceof TenantParameter own
                        ? own.boundTo(tenant.key().value())
                        : binder)
                .toList();
    }

    private record Copy(Dialect dialect, Tenant tenant, int index) implements Writer {

        @Override
        public String table(String name) {
            return tenant.placement() instanceof Schema place
                    ? dialect.quote('`' + place.schema() + '`') + '.' + name
                    : name;
        }

        @Override
        public String mark() {
            return "'" + index + "'";
        }

        @Override
        public String parameter(int position) {
            return "?";
        }
    }
}
