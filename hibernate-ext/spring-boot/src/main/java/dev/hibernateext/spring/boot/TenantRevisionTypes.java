/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import dev.hibernateext.history.revision.TenantRevision;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.util.ClassUtils;

/** Adds {@link TenantRevision} to the entities of persistence units that lack it. */
final class TenantRevisionTypes implements BeanPostProcessor, BeanClassLoaderAware {

    private @Nullable ClassLoader loader = ClassUtils.getDefaultClassLoader();

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.loader = classLoader;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof PersistenceManagedTypes types && isWanted(types) ? WithRevision.of(types) : bean;
    }

    private boolean isWanted(PersistenceManagedTypes types) {
        return MappedAnnotations.of(types.getManagedClassNames(), loader).lackTenantRevision();
    }

    /**
     * Types with one more.
     *
     * @param getManagedClassNames of all classes
     * @param getManagedPackages as they were
     * @param getPersistenceUnitRootUrl as it was
     */
    private record WithRevision(
            List<String> getManagedClassNames,
            List<String> getManagedPackages,
            @Nullable URL getPersistenceUnitRootUrl) implements PersistenceManagedTypes {

        static WithRevision of(PersistenceManagedTypes types) {
            var names = new ArrayList<>(types.getManagedClassNames());
            names.add(TenantRevision.class.getName());
            return new WithRevision(List.copyOf(names), types.getManagedPackages(), types.getPersistenceUnitRootUrl());
        }
    }
}
