/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method of a bean runs for a tenant: a scheduled job, a message listener. The tenant is in force before a transaction begins. On a
 * class it is said of all its methods; that on the method goes before.
 *
 * <p>Where another tenant is in force already, the call is refused with a {@link dev.hibernateext.tenancy.TenantSwitchException}.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TenantScoped {

    /**
     * The tenant.
     *
     * @return its identifier
     */
    @Nonbinding
    String value();
}
