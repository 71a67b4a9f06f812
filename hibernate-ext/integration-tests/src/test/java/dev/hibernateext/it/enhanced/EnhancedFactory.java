/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.TcclLookupPrecedence;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;

/**
 * A session factory of entities with enhanced bytecode, on the database and the tables of another one with the classes as they are.
 *
 * @param loader of the enhanced classes
 */
record EnhancedFactory(EnhancingLoader loader, StandardServiceRegistry registry, SessionFactory factory)
        implements AutoCloseable {

    static EnhancedFactory of(SessionFactoryScope scope, Map<String, Object> settings, Class<?>... entities) {
        var loader = new EnhancingLoader(entities);
        var bootstrap = new BootstrapServiceRegistryBuilder().applyClassLoader(loader);
        bootstrap.applyTcclLookupPrecedence(TcclLookupPrecedence.NEVER);
        var registry = new StandardServiceRegistryBuilder(bootstrap.build())
                .applySetting(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, scope.dataSource())
                .applySettings(settings)
                .build();
        var sources = new MetadataSources(registry);
        for (var entity : entities) {
            sources.addAnnotatedClass(loader.enhanced(entity));
        }
        return new EnhancedFactory(loader, registry, sources.buildMetadata().buildSessionFactory());
    }

    /** The enhanced class, as something its other version is too. */
    <T> Class<? extends T> type(Class<?> plain, Class<T> common) {
        var type = loader.enhanced(plain);
        assertThat(SelfDirtinessTracker.class).isAssignableFrom(type);
        assertThat(PersistentAttributeInterceptable.class).isAssignableFrom(type);
        return type.asSubclass(common);
    }

    static <T> T create(Class<? extends T> type, int id) {
        try {
            return type.getConstructor(int.class).newInstance(id);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void as(String actor, Consumer<Session> work) {
        Contexts.run(Context.ofActor(actor), () -> factory.inTransaction(work));
    }

    @Override
    public void close() {
        factory.close();
        registry.close();
    }
}
