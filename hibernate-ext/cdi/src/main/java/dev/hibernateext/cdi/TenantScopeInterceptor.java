/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import dev.hibernateext.tenancy.Tenants;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Puts the tenant of an annotated method in force while it runs. */
@Interceptor
@TenantScoped("")
@Priority(TenantScopeInterceptor.ORDER)
class TenantScopeInterceptor {

    /** Outside of transactions, which begin at 200 behind the same and take their connection for the tenant in force. */
    static final int ORDER = Interceptor.Priority.PLATFORM_BEFORE + 100;

    @AroundInvoke
    @Nullable
    Object runForTenant(InvocationContext call) throws Exception {
        try (var scope =
                Tenants.open(call.getInterceptorBinding(TenantScoped.class).value())) {
            return call.proceed();
        }
    }
}
