/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import org.jspecify.annotations.Nullable;

/** A session of one tenant was used where another is in force, or none. What was asked for was not done. */
public final class TenantMismatchException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String session;
    private final @Nullable String inForce;

    private TenantMismatchException(String session, @Nullable String inForce, String message) {
        super("tenancy.mismatch", message, null);
        this.session = session;
        this.inForce = inForce;
    }

    /**
     * For the guard of sessions.
     *
     * @param session whose session it is
     * @param inForce the tenant in force, or null
     * @return the error
     */
    public static TenantMismatchException of(String session, @Nullable TenantKey inForce) {
        var other = inForce == null ? null : inForce.value();
        var state = other == null ? "no tenant is in force" : "tenant '%s' is in force".formatted(other);
        return new TenantMismatchException(
                session,
                other,
                "A session of tenant '%s' cannot be used: %s on thread '%s'. Open a session within the scope it works in, and close it there."
                        .formatted(session, state, Thread.currentThread().getName()));
    }

    /**
     * Whose session it is.
     *
     * @return the session's tenant identifier
     */
    public String sessionTenant() {
        return session;
    }

    /**
     * Who is in force.
     *
     * @return the identifier, or null if none is
     */
    public @Nullable String tenantInForce() {
        return inForce;
    }
}
