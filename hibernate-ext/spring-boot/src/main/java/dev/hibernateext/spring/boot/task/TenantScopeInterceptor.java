/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.task;

import dev.hibernateext.tenancy.Tenants;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Puts the tenant of an annotated method in force while it runs.
 *
 * @param placeholders replaces those of the annotation
 */
record TenantScopeInterceptor(UnaryOperator<@Nullable String> placeholders) implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        try (var scope = Tenants.open(tenant(invocation))) {
            return invocation.proceed();
        }
    }

    private String tenant(MethodInvocation invocation) {
        var type = Objects.requireNonNull(invocation.getThis()).getClass();
        var value = scoped(
                        AopUtils.getMostSpecificMethod(invocation.getMethod(), type),
                        AopUtils.getTargetClass(invocation.getThis()))
                .value();
        return Objects.requireNonNull(placeholders.apply(value));
    }

    private static TenantScoped scoped(Method method, Class<?> type) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method, TenantScoped.class);
        return own == null
                ? Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(type, TenantScoped.class))
                : own;
    }
}
