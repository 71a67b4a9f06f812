/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A session as the factory of keys is to see it, which asks a few things of it and keeps nothing.
 *
 * @param session that asks for a key
 * @param tenant that the key is to have; null for none
 */
record SessionOfTenant(
        SharedSessionContractImplementor session, @Nullable Object tenant) implements InvocationHandler {

    static SharedSessionContractImplementor like(SharedSessionContractImplementor session, @Nullable Object tenant) {
        return (SharedSessionContractImplementor) Proxy.newProxyInstance(
                SharedSessionContractImplementor.class.getClassLoader(),
                new Class<?>[] {SharedSessionContractImplementor.class},
                new SessionOfTenant(session, tenant));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("getTenantIdentifier")) {
            return tenant == null ? null : OwnedAccess.textOf(tenant, session);
        }
        if (method.getName().equals("getTenantIdentifierValue")) {
            return tenant;
        }
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
