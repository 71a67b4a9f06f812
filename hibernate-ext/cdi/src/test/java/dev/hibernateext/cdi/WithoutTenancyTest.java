/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where tenants cannot be, nothing refers to them. */
class WithoutTenancyTest {

    @Test
    void addsNothingForTenants() throws Exception {
        assertThat(added(HibernateExtExtension.class)).contains("TenancyBeans", "TenantScopeInterceptor");
        assertThat(added(new Without("dev.hibernateext.tenancy").loadClass(HibernateExtExtension.class.getName())))
                .containsExactly("PersistenceSettings", "CoreBeans");
    }

    private static List<String> added(Class<?> extension) throws ReflectiveOperationException {
        var names = new ArrayList<String>();
        var discovery = Proxy.newProxyInstance(
                WithoutTenancyTest.class.getClassLoader(),
                new Class<?>[] {BeforeBeanDiscovery.class},
                (proxy, method, arguments) -> {
                    names.add(((Class<?>) arguments[0]).getSimpleName());
                    return null;
                });
        var add = extension.getDeclaredMethod("addBeans", BeforeBeanDiscovery.class);
        add.setAccessible(true);
        add.invoke((Extension) extension.getConstructor().newInstance(), discovery);
        return names;
    }

    /** Loads this package anew, and has another one not at all. */
    private static final class Without extends ClassLoader {

        private final String missing;

        Without(String missing) {
            super(WithoutTenancyTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("dev.hibernateext.cdi.") ? own(name) : super.loadClass(name, resolve);
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (var code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                var bytes = Objects.requireNonNull(code).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
