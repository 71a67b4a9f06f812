/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** Sessions of tenants, each with one transaction. */
final class TenantWork {

    private final SessionFactory factory;
    private final @Nullable TenantScope scope;

    TenantWork(SessionFactory factory, @Nullable TenantScope scope) {
        this.factory = factory;
        this.scope = scope;
    }

    <T> T commit(Object tenant, Function<Session, T> work) {
        return run(tenant, new Kind(false, true), session -> work.apply((Session) session));
    }

    <T> T run(Object tenant, Kind kind, Function<SharedSessionContract, T> work) {
        if (scope == null) {
            return inTransaction(open(tenant, kind), kind.commits(), work);
        }
        var result = new AtomicReference<@Nullable T>();
        scope.run(tenant, () -> result.set(inTransaction(open(kind), kind.commits(), work)));
        return Objects.requireNonNull(result.get(), "The scope of the tenant did not run the work");
    }

    private SharedSessionContract open(Object tenant, Kind kind) {
        return kind.stateless()
                ? factory.withStatelessOptions().tenantIdentifier(tenant).openStatelessSession()
                : factory.withOptions().tenantIdentifier(tenant).openSession();
    }

    private SharedSessionContract open(Kind kind) {
        return kind.stateless() ? factory.openStatelessSession() : factory.openSession();
    }

    private static <T> T inTransaction(
            SharedSessionContract opened, boolean commits, Function<SharedSessionContract, T> work) {
        try (var session = opened) {
            var transaction = session.beginTransaction();
            try {
                var result = work.apply(session);
                if (commits) {
                    transaction.commit();
                }
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    /** A kind of session, and whether what it writes stays. */
    record Kind(boolean stateless, boolean commits) {}
}
