/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.context.ContextScope;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tenant in force on the current thread. It is part of the {@link dev.hibernateext.core.context.Context}, of which
 * everything else stays as it is, and goes to other threads with {@link Contexts#wrap(Runnable)} and nothing else.
 *
 * <pre>{@code
 * Tenants.run("acme", () -> sessionFactory.inTransaction(session -> session.persist(invoice)));
 * }</pre>
 */
public final class Tenants {

    /** No identifier of a tenant has a colon. */
    static final TenantKey SHARED = new TenantKey(":shared");

    private static final String PERMISSION = "hibernate.ext.tenancy.permission";

    private Tenants() {}

    /**
     * Puts a tenant in force until the scope is closed.
     *
     * @param id the tenant's identifier, folded by {@link TenantIds#normalize}
     * @return the scope to close, on this thread
     * @throws InvalidTenantIdException if it is no identifier of a tenant
     * @throws TenantSwitchException if another tenant is in force
     */
    public static ContextScope open(String id) {
        return open(TenantIds.normalize(id));
    }

    /**
     * Puts a tenant in force until the scope is closed.
     *
     * @param tenant the tenant
     * @return the scope to close, on this thread
     * @throws InvalidTenantIdException if the key is not {@linkplain TenantIds normal}
     * @throws TenantSwitchException if another tenant is in force
     */
    public static ContextScope open(TenantKey tenant) {
        var current = Contexts.current().tenant();
        if (current != null && !current.equals(tenant) && !current.equals(SHARED)) {
            throw TenantSwitchException.withoutPermission(current, tenant);
        }
        return inForce(TenantIds.requireNormal(tenant));
    }

    /**
     * Puts another tenant in force than the one that is, until the scope is closed. Each session opened meanwhile is written to
     * the {@link dev.hibernateext.tenancy.audit.TenancyAudit} of its factory, which has to have one.
     *
     * @param permission that this may be
     * @param tenant the other tenant
     * @return the scope to close, on this thread
     * @throws InvalidTenantIdException if the key is not {@linkplain TenantIds normal}
     */
    public static ContextScope override(TenantPermission permission, TenantKey tenant) {
        TenantIds.requireNormal(tenant);
        return Contexts.open(Contexts.current()
                .withTenant(tenant)
                .withActor(permission.actor())
                .withAttribute(PERMISSION, permission));
    }

    /**
     * The permission with which a tenant was put in force over another.
     *
     * @return null if it did not take one
     */
    public static @Nullable TenantPermission permission() {
        return (TenantPermission) Contexts.current().attributes().get(PERMISSION);
    }

    /**
     * Opens a scope without a tenant, for tables that all tenants share. Sessions opened in it cannot read or write what
     * belongs to tenants.
     *
     * @return the scope to close, on this thread
     */
    public static ContextScope openShared() {
        return inForce(SHARED);
    }

    private static ContextScope inForce(TenantKey tenant) {
        return Contexts.open(Contexts.current().withTenant(tenant));
    }

    /**
     * Runs work for a tenant.
     *
     * @param id the tenant's identifier
     * @param work what to do; its exceptions pass
     * @throws InvalidTenantIdException if it is no identifier of a tenant
     * @throws TenantSwitchException if another tenant is in force
     */
    public static void run(String id, Runnable work) {
        try (var scope = open(id)) {
            work.run();
        }
    }

    /**
     * Runs work for a tenant and returns its result.
     *
     * @param id the tenant's identifier
     * @param work what to do
     * @param <T> what it returns
     * @return the work's result
     * @throws InvalidTenantIdException if it is no identifier of a tenant
     * @throws TenantSwitchException if another tenant is in force
     * @throws Exception whatever the work throws
     */
    public static <T extends @Nullable Object> T call(String id, Callable<T> work) throws Exception {
        try (var scope = open(id)) {
            return work.call();
        }
    }

    /**
     * The tenant in force.
     *
     * @return the tenant of the innermost scope on this thread
     * @throws NoTenantException if there is none
     */
    public static TenantKey current() {
        var tenant = Contexts.current().tenant();
        if (tenant == null) {
            throw NoTenantException.onThread();
        }
        if (tenant.isReserved()) {
            throw NoTenantException.inSharedScope();
        }
        return tenant;
    }

    /**
     * Whether a key stands for the scope of shared tables.
     *
     * @param key the tenant of a context or a session, or null
     * @return true if it is that of {@link #openShared}
     */
    public static boolean isShared(@Nullable TenantKey key) {
        return SHARED.equals(key);
    }
}
