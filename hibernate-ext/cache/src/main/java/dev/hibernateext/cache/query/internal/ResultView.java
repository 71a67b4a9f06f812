/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.ResultListener;
import dev.hibernateext.cache.query.ResultStatistics;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** The results of one tenant, of the one in force, or of all. */
record ResultView(ResultCache cache, SessionFactoryImplementor factory, Supplier<Realm> realm)
        implements CachedResults {

    static ResultView ofTenantInForce(ResultCache cache, SessionFactoryImplementor factory) {
        return new ResultView(cache, factory, () -> realm(Contexts.of(factory).tenant()));
    }

    private static Realm realm(@Nullable TenantKey tenant) {
        return Realm.of(tenant == null ? null : tenant.value());
    }

    @Override
    public CachedResults ofTenant(@Nullable TenantKey tenant) {
        return new ResultView(cache, factory, () -> realm(tenant));
    }

    @Override
    public CachedResults ofAllTenants() {
        return new ResultView(cache, factory, () -> Realm.ALL);
    }

    @Override
    public void invalidateKey(String key) {
        cache.invalidations().key(realm.get(), key, cache.next());
    }

    @Override
    public void invalidateKeys(String pattern) {
        cache.invalidations().pattern(realm.get(), KeyPattern.of(pattern), cache.next());
    }

    @Override
    public void invalidateTag(String tag) {
        cache.invalidations().tag(realm.get(), tag, cache.next());
    }

    @Override
    public void invalidateEntity(Class<?> entity) {
        for (var table :
                factory.getMappingMetamodel().getEntityDescriptor(entity).getQuerySpaces()) {
            cache.invalidations().table(realm.get(), (String) table, cache.next());
        }
    }

    @Override
    public void invalidateAll() {
        cache.invalidations().tenant(realm.get(), cache.next());
    }

    @Override
    public ResultStatistics statistics() {
        return cache.counts().statistics();
    }

    @Override
    public ResultListener.Registration listen(ResultListener listener) {
        return cache.counts().listen(listener);
    }
}
