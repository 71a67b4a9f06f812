/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.sun.management.ThreadMXBean;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Builds a session factory with many generated entities, and prints what the second one allocates and retains. Runs in a
 * process of its own, with or without the library on its class path, and so uses nothing of the library.
 */
public final class StartupProbe {

    private static final String MIXIN = "dev.hibernateext.mixins.AuditedEntity";

    private StartupProbe() {}

    /** The columns of the mixin, written by hand. */
    @MappedSuperclass
    public abstract static class HandWritten {

        @Version
        @Column(name = "version", nullable = false)
        @Nullable
        Long version;

        @Column(name = "created_at", nullable = false, updatable = false)
        @Nullable
        Instant createdAt;

        @Column(name = "created_by", updatable = false)
        @Nullable
        String createdBy;

        @Column(name = "updated_at", nullable = false)
        @Nullable
        Instant updatedAt;

        @Column(name = "updated_by")
        @Nullable
        String updatedBy;
    }

    /**
     * Prints allocated and retained bytes, separated by a space.
     *
     * @param arguments the number of entities; {@code mixin}, {@code plain} or the name of another superclass for them; and, if wanted, the name
     *     of an annotation for them
     * @throws ReflectiveOperationException if what is named is not there
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var annotations = new ArrayList<AnnotationDescription>(
                List.of(AnnotationDescription.Builder.ofType(Entity.class).build()));
        if (arguments.length > 2) {
            var type = Class.forName(arguments[2]).asSubclass(Annotation.class);
            annotations.add(AnnotationDescription.Builder.ofType(type).build());
        }
        var entities = entities(Integer.parseInt(arguments[0]), superclass(arguments[1]), annotations);
        build(entities).close();

        var heapBefore = usedHeap();
        var allocatedBefore = allocated();
        try (var factory = build(entities)) {
            var allocated = allocated() - allocatedBefore;
            var retained = usedHeap() - heapBefore;
            var mapped = factory.getMetamodel().getEntities().stream()
                    .filter(entity -> entities.contains(entity.getJavaType()))
                    .count();
            System.out.println(allocated + " " + retained + " " + mapped);
        }
    }

    private static Class<?> superclass(String name) throws ClassNotFoundException {
        return switch (name) {
            case "plain" -> HandWritten.class;
            case "mixin" -> Class.forName(MIXIN);
            default -> Class.forName(name);
        };
    }

    private static SessionFactory build(List<Class<?>> entities) {
        var configuration = new Configuration()
                .setProperty("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect")
                .setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
        entities.forEach(configuration::addAnnotatedClass);
        return configuration.buildSessionFactory();
    }

    private static List<Class<?>> entities(int count, Class<?> superclass, List<AnnotationDescription> annotations)
            throws ClassNotFoundException {
        var types = new ArrayList<TypeDescription>();
        var classes = new LinkedHashMap<String, byte[]>();
        for (var number = 0; number < count; number++) {
            var parent = types.isEmpty() ? null : types.get(number / 2);
            var type = entity(number, superclass, annotations, parent);
            types.add(type.getTypeDescription());
            classes.put(type.getTypeDescription().getName(), type.getBytes());
        }
        var loader = new ByteArrayClassLoader(superclass.getClassLoader(), classes);
        Thread.currentThread().setContextClassLoader(loader);
        var entities = new ArrayList<Class<?>>();
        for (var name : classes.keySet()) {
            entities.add(loader.loadClass(name));
        }
        return entities;
    }

    private static DynamicType.Unloaded<?> entity(
            int number,
            Class<?> superclass,
            List<AnnotationDescription> annotations,
            @Nullable TypeDescription parent) {
        DynamicType.Builder<?> type = new ByteBuddy()
                .subclass(superclass, ConstructorStrategy.Default.DEFAULT_CONSTRUCTOR)
                .name("generated.Entity" + number)
                .annotateType(annotations)
                .defineField("id", long.class, Visibility.PRIVATE)
                .annotateField(AnnotationDescription.Builder.ofType(Id.class).build());
        for (var field = 0; field < 4; field++) {
            type = type.defineField("text" + field, String.class, Visibility.PRIVATE)
                    .defineField("amount" + field, BigDecimal.class, Visibility.PRIVATE);
        }
        if (parent != null) {
            type = type.defineField("parent", parent, Visibility.PRIVATE)
                    .annotateField(AnnotationDescription.Builder.ofType(ManyToOne.class)
                            .build());
        }
        return type.make();
    }

    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 4; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
