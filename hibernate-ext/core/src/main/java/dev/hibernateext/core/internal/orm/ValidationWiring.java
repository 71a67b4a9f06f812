/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.internal.EntityValidator;
import dev.hibernateext.core.validation.internal.GeneratedAttributes;
import dev.hibernateext.core.validation.internal.Groups;
import dev.hibernateext.core.validation.internal.PatchValidation;
import dev.hibernateext.core.validation.internal.ValidatedOperation;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.boot.beanvalidation.BeanValidationEventListener;
import org.hibernate.boot.beanvalidation.GroupsPerOperation;
import org.hibernate.boot.internal.ClassLoaderAccessImpl;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.spi.EventType;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of Hibernate's own validation where that is active, which tells that a provider is present and that the
 * validation mode wants it. Leans on {@code org.hibernate.boot.beanvalidation.BeanValidationEventListener} and {@code
 * GroupsPerOperation}, and on {@code org.hibernate.boot.internal.ClassLoaderAccessImpl} to read the latter.
 */
final class ValidationWiring {

    private ValidationWiring() {}

    static boolean wire(FeatureIntegration.Boot boot) {
        var original = hibernatesListener(boot);
        if (original == null) {
            return false;
        }
        var validator =
                new EntityValidator(ValidatorSource.of(boot.factory()), groups(boot), generatedAttributes(boot));
        boot.state().component(EntityValidation.class, () -> new PatchValidation(boot.factory(), validator));
        register(boot, new ValidationListener(validator, original));
        return true;
    }

    private static @Nullable BeanValidationEventListener hibernatesListener(FeatureIntegration.Boot boot) {
        var found = new AtomicReference<@Nullable BeanValidationEventListener>();
        boot.listeners()
                .getEventListenerGroup(EventType.PRE_INSERT)
                .fireEventOnEachListener(found, (listener, result) -> {
                    if (listener instanceof BeanValidationEventListener validation) {
                        result.set(validation);
                    }
                });
        return found.get();
    }

    private static void register(FeatureIntegration.Boot boot, ValidationListener listener) {
        var listeners = boot.listeners();
        listeners.addDuplicationStrategy(new InPlaceOfHibernates());
        listeners.appendListeners(EventType.PRE_INSERT, listener);
        listeners.appendListeners(EventType.PRE_UPDATE, listener);
        listeners.appendListeners(EventType.PRE_UPSERT, listener);
        listeners.appendListeners(EventType.PRE_DELETE, listener);
        listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, listener);
        listeners.appendListeners(EventType.FLUSH_ENTITY, listener);
        listeners.prependListeners(EventType.FLUSH, listener);
        listeners.prependListeners(EventType.AUTO_FLUSH, listener);
    }

    private static Groups groups(FeatureIntegration.Boot boot) {
        var registry = boot.factory().getServiceRegistry();
        var configured = GroupsPerOperation.from(
                registry.requireService(ConfigurationService.class).getSettings(),
                new ClassLoaderAccessImpl(registry.requireService(ClassLoaderService.class)));
        var groups = new Groups();
        for (var operation : ValidatedOperation.values()) {
            groups.configure(operation, configured(operation, configured));
        }
        return groups;
    }

    /** A soft delete is a removal for the application, and a restore is nothing that Hibernate has settings for. */
    private static Class<?>[] configured(ValidatedOperation operation, GroupsPerOperation configured) {
        return switch (operation) {
            case INSERT, UPDATE, UPSERT, DELETE ->
                configured.get(GroupsPerOperation.Operation.valueOf(operation.name()));
            case SOFT_DELETE -> configured.get(GroupsPerOperation.Operation.DELETE);
            case RESTORE -> new Class<?>[0];
        };
    }

    private static GeneratedAttributes generatedAttributes(FeatureIntegration.Boot boot) {
        var generated = new GeneratedAttributes();
        for (var entity : boot.metadata().getEntityBindings()) {
            for (var property : entity.getPropertyClosure()) {
                collect(entity, "", property, generated);
            }
            if (entity.isVersioned()) {
                generated.add(
                        entity.getEntityName(),
                        Objects.requireNonNull(entity.getVersion()).getName());
            }
        }
        return generated;
    }

    private static void collect(
            PersistentClass entity, String prefix, Property property, GeneratedAttributes generated) {
        var path = prefix + property.getName();
        if (property.getValueGeneratorCreator() != null) {
            generated.add(entity.getEntityName(), path);
        }
        if (property.getValue() instanceof Component embedded) {
            embedded.getProperties().forEach(inner -> collect(entity, path + ".", inner, generated));
        }
    }

    private static final class InPlaceOfHibernates implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof ValidationListener && original instanceof BeanValidationEventListener;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }
}
