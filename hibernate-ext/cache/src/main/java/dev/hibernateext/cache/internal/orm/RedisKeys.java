/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Keys that nodes share. Hibernate's own are objects that compare by the types of their factory. */
final class RedisKeys implements CacheKeysFactory {

    static final RedisKeys INSTANCE = new RedisKeys();

    private RedisKeys() {}

    @Override
    public Object createEntityKey(
            Object id, EntityPersister entity, SessionFactoryImplementor factory, @Nullable String tenant) {
        return RedisKey.of(entity.getRootEntityName(), tenant, id, values(id, entity.getIdentifierType(), factory));
    }

    /** Hibernate's own keys use this type of the key too; what is to replace it needs a session. */
    @Override
    @SuppressWarnings("removal")
    public Object createCollectionKey(
            Object id, CollectionPersister collection, SessionFactoryImplementor factory, @Nullable String tenant) {
        return RedisKey.of(collection.getRole(), tenant, id, values(id, collection.getKeyType(), factory));
    }

    private static Object values(Object id, Type type, SessionFactoryImplementor factory) {
        var coerced = type instanceof BasicType<?> basic
                ? basic.getJavaTypeDescriptor().coerce(id)
                : id;
        return type.disassemble(coerced, factory);
    }

    @Override
    public Object createNaturalIdKey(Object values, EntityPersister entity, SharedSessionContractImplementor session) {
        return RedisKey.of(
                entity.getRootEntityName() + "##NaturalId",
                session.getTenantIdentifier(),
                values,
                entity.getNaturalIdMapping().disassemble(values, session));
    }

    @Override
    public Object getEntityId(Object key) {
        return ((RedisKey) key).id();
    }

    @Override
    public Object getCollectionId(Object key) {
        return ((RedisKey) key).id();
    }

    @Override
    public Object getNaturalIdValues(Object key) {
        return ((RedisKey) key).id();
    }
}
