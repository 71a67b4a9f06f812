/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.routing.AllTenantsRoute;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Works on the rows of all tenants in the shared database. It begins and ends with the call, so it cannot be left open, and does
 * not reach other threads. Tenants with a schema or a database of their own are not seen.
 *
 * <p>What is inserted needs its tenant assigned. Caches are neither read nor filled, and what is changed leaves them for the
 * tenant it belongs to.
 */
public final class TenantAdmin {

    private final AllTenantsRoute route;

    private TenantAdmin(AllTenantsRoute route) {
        this.route = route;
    }

    /**
     * For a session factory with tenants and an audit.
     *
     * @param factory whose rows are meant
     * @return the entry to all of them
     * @throws dev.hibernateext.tenancy.routing.TenancyConfigurationException if the factory has no tenants, or no {@link
     *     dev.hibernateext.tenancy.audit.TenancyAudit}
     */
    public static TenantAdmin of(SessionFactory factory) {
        return new TenantAdmin(AllTenantsRoute.of(factory));
    }

    /**
     * Does work in a transaction of its own.
     *
     * @param permission who may, and why
     * @param work gets a session that is closed when it returns
     */
    public void run(TenantPermission permission, Consumer<Session> work) {
        call(permission, session -> {
            work.accept(session);
            return true;
        });
    }

    /**
     * Does work in a transaction of its own and returns its result.
     *
     * @param permission who may, and why
     * @param work gets a session that is closed when it returns
     * @param <R> what it returns
     * @return the work's result
     */
    public <R extends @Nullable Object> R call(TenantPermission permission, Function<Session, R> work) {
        route.audit(new TenancyEvent.Entered(permission, route.now()));
        var completed = false;
        try (var pass = route.open();
                var scope = Contexts.open(
                        Contexts.current().withTenant(pass.tenant()).withActor(permission.actor()));
                var session = pass.openSession()) {
            var result = session.fromTransaction(transaction -> work.apply(session));
            completed = true;
            return result;
        } finally {
            route.audit(new TenancyEvent.Left(permission, route.now(), completed));
        }
    }
}
