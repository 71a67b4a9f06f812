/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.AdaptiveTtl;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.ResultListener;
import dev.hibernateext.cache.query.ResultStatistics;
import dev.hibernateext.cache.query.TtlExplanation;
import dev.hibernateext.cache.query.internal.ChangeIntervals.Question;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
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
        cache.ending().key(realm.get(), key);
    }

    @Override
    public void invalidateKeys(String pattern) {
        cache.ending().pattern(realm.get(), pattern);
    }

    @Override
    public void invalidateTag(String tag) {
        cache.ending().tag(realm.get(), tag);
    }

    @Override
    public void invalidateEntity(Class<?> entity) {
        tables(entity).forEach(table -> cache.ending().table(realm.get(), table));
    }

    private List<String> tables(Class<?> entity) {
        return Arrays.stream(descriptor(entity).getQuerySpaces())
                .map(String.class::cast)
                .toList();
    }

    private EntityPersister descriptor(Class<?> entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }

    @Override
    public TtlExplanation explain(AdaptiveTtl ttl, Class<?> entity) {
        var one = realm.get();
        var now = Instant.ofEpochMilli(cache.millis());
        return cache.intervals()
                .explain(new Question(ttl, one, tables(entity), now))
                .of(descriptor(entity).getEntityName(), one.tenant());
    }

    @Override
    public void invalidateAll() {
        cache.ending().tenant(realm.get());
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
