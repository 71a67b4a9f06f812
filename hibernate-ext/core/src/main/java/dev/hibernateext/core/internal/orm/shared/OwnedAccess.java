/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import dev.hibernateext.core.tenant.internal.AllTenants;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Gives a session that sees all tenants nothing from the cache and takes nothing from it. What it writes is locked, removed and
 * unlocked under the key of the row's tenant, who would read the old state on otherwise: Hibernate puts the tenant of the
 * session into keys. Where the row's tenant is not known, the region is emptied, as by a statement in bulk.
 */
abstract class OwnedAccess<A extends CachedDomainDataAccess> extends ForwardingAccess<A> {

    OwnedAccess(A target) {
        super(target);
    }

    /** The key under which the row's tenant finds what is meant by the key of a session that sees all; null if not known. */
    abstract @Nullable Object keyOfOwner(SharedSessionContractImplementor session, Object key);

    static boolean seesAll(SharedSessionContractImplementor session) {
        return AllTenants.areSeenBy(session.getLoadQueryInfluencers());
    }

    /** A tenant as Hibernate writes it into keys. */
    static String textOf(Object tenant, SharedSessionContractImplementor session) {
        return session.getFactory().getTenantIdentifierJavaType().toString(tenant);
    }

    @Override
    public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        return seesAll(session) ? null : super.get(session, key);
    }

    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return !seesAll(session) && super.putFromLoad(session, key, value, version);
    }

    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimal) {
        return !seesAll(session) && super.putFromLoad(session, key, value, version, minimal);
    }

    @Override
    public @Nullable SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        if (!seesAll(session)) {
            return super.lockItem(session, key, version);
        }
        var owners = keyOfOwner(session, key);
        if (owners == null) {
            return new OwnersLock(null, super.lockRegion());
        }
        var lock = super.lockItem(session, owners, version);
        super.remove(session, owners);
        return new OwnersLock(owners, lock);
    }

    /** By then the session may know the row no more, so its lock does. */
    @Override
    public void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
        if (!(lock instanceof OwnersLock owners)) {
            super.unlockItem(session, key, lock);
        } else if (owners.key() == null) {
            super.unlockRegion(owners.lock());
        } else {
            super.unlockItem(session, owners.key(), owners.lock());
        }
    }

    /** Of a session that sees all, it is removed when it is locked. */
    @Override
    public void remove(SharedSessionContractImplementor session, Object key) {
        if (!seesAll(session)) {
            super.remove(session, key);
        }
    }

    /**
     * What a session of all tenants has locked.
     *
     * @param key of the row's tenant; null if it is the region
     */
    private record OwnersLock(
            @Nullable Object key, @Nullable SoftLock lock) implements SoftLock {}
}
