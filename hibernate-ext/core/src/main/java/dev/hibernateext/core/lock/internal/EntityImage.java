/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What an application stores in the attributes of an entity, by path: values copied, associated entities as their ids,
 * owned collections as their elements. Ids, versions and what is generated on write are left out, and so is what is not
 * loaded.
 */
public final class EntityImage {

    private final SharedSessionContractImplementor session;
    private final Set<String> excluded;
    private final Map<String, AttributeImage> attributes = new LinkedHashMap<>();

    private EntityImage(EntityPersister persister, SharedSessionContractImplementor session) {
        this.session = session;
        this.excluded = GeneratedAttributes.of(persister).paths();
    }

    /** The attributes of an entity as they are now. */
    public static EntityImage of(Object entity, EntityPersister persister, SharedSessionContractImplementor session) {
        var image = new EntityImage(persister, session);
        image.addAll(persister, persister.getValues(entity), false);
        return image;
    }

    /** The attributes of a managed entity as the session has loaded them, or null if it has not. */
    public static @Nullable EntityImage ofLoadedState(
            Object entity, EntityPersister persister, SharedSessionContractImplementor session) {
        var state = loadedState(entity, session);
        return state == null ? null : ofState(state, persister, session);
    }

    /** The state a managed entity was loaded with. Hibernate replaces the array when it has written the entity. */
    public static @Nullable Object @Nullable [] loadedState(Object entity, SharedSessionContractImplementor session) {
        var entry = session.isStateless()
                ? null
                : session.getPersistenceContextInternal().getEntry(entity);
        return entry == null ? null : entry.getLoadedState();
    }

    /** The attributes as a loaded state has them. */
    public static EntityImage ofState(
            @Nullable Object[] state, EntityPersister persister, SharedSessionContractImplementor session) {
        var image = new EntityImage(persister, session);
        image.addAll(persister, state, true);
        return image;
    }

    /** The attributes by path, in mapping order. */
    public Map<String, AttributeImage> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    private void addAll(EntityPersister persister, @Nullable Object[] state, boolean snapshot) {
        var names = persister.getPropertyNames();
        var types = persister.getPropertyTypes();
        var updatable = persister.getPropertyUpdateability();
        for (var i = 0; i < names.length; i++) {
            var stored = updatable[i] || types[i] instanceof CollectionType;
            if (stored && i != persister.getVersionPropertyIndex()) {
                add(names[i], types[i], snapshot ? snapshotOf(state[i]) : state[i]);
            }
        }
    }

    private static @Nullable Object snapshotOf(@Nullable Object value) {
        return value instanceof PersistentCollection<?> collection && collection.wasInitialized()
                ? collection.getStoredSnapshot()
                : value;
    }

    private void add(String path, Type type, @Nullable Object value) {
        if (excluded.contains(path) || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return;
        }
        if (type instanceof ComponentType component) {
            addParts(path, component, value);
        } else if (type instanceof CollectionType collection) {
            addElements(path, collection, value);
        } else if (type instanceof EntityType entity) {
            addReference(path, entity, value);
        } else {
            attributes.put(path, ValueImage.of(type, copyOf(type, value)));
        }
    }

    private @Nullable Object copyOf(Type type, @Nullable Object value) {
        return type instanceof AnyType ? value : type.deepCopy(value, session.getFactory());
    }

    private void addParts(String path, ComponentType type, @Nullable Object component) {
        var parts = component == null ? null : type.getPropertyValues(component, session);
        var names = type.getPropertyNames();
        for (var i = 0; i < names.length; i++) {
            add(path + '.' + names[i], type.getSubtypes()[i], parts == null ? null : parts[i]);
        }
    }

    private void addReference(String path, EntityType type, @Nullable Object entity) {
        if (!(type instanceof OneToOneType)) {
            attributes.put(path, ReferenceImage.of(type, entity, session));
        }
    }

    private void addElements(String path, CollectionType type, @Nullable Object collection) {
        var descriptor = session.getFactory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
        if (collection == null || !Hibernate.isInitialized(collection) || descriptor.isInverse()) {
            return;
        }
        var elements = ElementsImage.of(type, collection, session);
        if (elements != null) {
            attributes.put(path, elements);
        }
    }
}
