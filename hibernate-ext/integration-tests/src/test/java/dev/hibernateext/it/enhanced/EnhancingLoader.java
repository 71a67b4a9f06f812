/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** Loads some classes as Hibernate's build plugin would have changed them: lazy attributes, and dirty tracking in the entity. */
final class EnhancingLoader extends ClassLoader {

    private final Set<String> enhanced;
    private final Enhancer enhancer;

    EnhancingLoader(Class<?>... enhanced) {
        super(EnhancingLoader.class.getClassLoader());
        this.enhanced = Set.of(enhanced).stream().map(Class::getName).collect(Collectors.toUnmodifiableSet());
        this.enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider().getEnhancer(new Everything());
    }

    Class<?> enhanced(Class<?> plain) {
        try {
            return loadClass(plain.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return enhanced.contains(name) ? enhance(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> enhance(String name) throws ClassNotFoundException {
        try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            var bytes = enhancer.enhance(name, file.readAllBytes());
            if (bytes == null) {
                throw new ClassNotFoundException(name + " is not to be enhanced");
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private final class Everything extends DefaultEnhancementContext {

        @Override
        public ClassLoader getLoadingClassLoader() {
            return EnhancingLoader.this;
        }

        @Override
        public boolean doDirtyCheckingInline(UnloadedClass type) {
            return true;
        }

        @Override
        public boolean hasLazyLoadableAttributes(UnloadedClass type) {
            return true;
        }

        @Override
        public boolean isLazyLoadable(UnloadedField field) {
            return true;
        }
    }
}
