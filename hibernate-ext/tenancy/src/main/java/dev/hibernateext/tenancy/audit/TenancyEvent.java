/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.audit;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantPermission;
import java.time.Instant;

/** Something that happened across tenants. */
public sealed interface TenancyEvent {

    /**
     * When.
     *
     * @return by the clock of the session factory
     */
    Instant at();

    /** Something somebody was permitted to do. */
    sealed interface Permitted extends TenancyEvent {

        /**
         * Who may, and why.
         *
         * @return the permission that was used
         */
        TenantPermission permission();
    }

    /**
     * A session is about to be opened for a tenant that was put in force over another.
     *
     * @param permission who may, and why
     * @param tenant the tenant of the session
     * @param at when
     */
    record Overridden(TenantPermission permission, TenantKey tenant, Instant at) implements Permitted {}

    /**
     * Work that sees all tenants is about to begin.
     *
     * @param permission who may, and why
     * @param at when
     */
    record Entered(TenantPermission permission, Instant at) implements Permitted {}

    /**
     * A query over tenants has ended. Before it is {@link Entered}, and after it {@link Left}.
     *
     * @param permission who might, and why
     * @param asked how many tenants were asked
     * @param answered how many of them answered
     * @param failed how many of them failed
     * @param at when
     */
    record Queried(TenantPermission permission, int asked, int answered, int failed, Instant at) implements Permitted {}

    /**
     * Work that saw all tenants has ended.
     *
     * @param permission who might, and why
     * @param at when
     * @param completed whether it returned; otherwise it threw, and its transaction was rolled back
     */
    record Left(TenantPermission permission, Instant at, boolean completed) implements Permitted {}

    /**
     * A native statement of a tenant's session reaches beyond the tenant, and is about to run or was rejected.
     *
     * @param tenant the tenant of the session
     * @param finding what it does
     * @param rejected whether it was kept from running
     * @param at when
     */
    record Trespassed(TenantKey tenant, IsolationFinding finding, boolean rejected, Instant at)
            implements TenancyEvent {}
}
