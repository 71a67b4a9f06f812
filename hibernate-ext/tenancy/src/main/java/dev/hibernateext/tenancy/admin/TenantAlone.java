/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.tenancy.catalog.Tenant;
import java.util.List;
import org.hibernate.CacheMode;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Asks a tenant by a session of its own, as the application would. */
record TenantAlone<R extends @Nullable Object>(
        Question<R> question, AdminQueryOptions options, Answers<R> answers, Halt halt) {

    void ask(Tenant tenant, Context administrator) {
        try (var scope = Contexts.open(administrator.withTenant(tenant.key()));
                var session = open(question.factory())) {
            session.beginTransaction();
            try {
                stream(tenant, session);
            } finally {
                session.getTransaction().rollback();
            }
            answers.answered(List.of(tenant.key()));
        }
    }

    private void stream(Tenant tenant, StatelessSession session) {
        var implementor = (SharedSessionContractImplementor) session;
        halt.begins(implementor);
        answers.statement();
        try (var rows = question.in(session, options).getResultStream()) {
            rows.forEach(row -> answers.row(tenant.key(), row));
        } finally {
            halt.ends(implementor);
        }
    }

    private static StatelessSession open(SessionFactory factory) {
        var session = factory.openStatelessSession();
        session.setCacheMode(CacheMode.IGNORE);
        return session;
    }
}
