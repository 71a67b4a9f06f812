/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.ExtendedSessionFactory;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.LoadQueryInfluencers;

/** What the library keeps for one session factory. Safe for use by many threads. */
public final class FactoryState implements ExtendedSessionFactory, ContextSource {

    private static final long serialVersionUID = 1L;

    private final transient Settings settings;
    private final transient Clock clock;
    private final transient ContextSource contexts;
    private final transient Map<Class<?>, Object> components = new ConcurrentHashMap<>();
    private final transient Map<Feature, Boolean> enabled = new ConcurrentHashMap<>();

    /** By the identity of the influencers, which do not override equals; weak for sessions closed while suspended. */
    private final transient Map<LoadQueryInfluencers, Set<Feature>> suspensions =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** Reads what all features need; they read the rest themselves. */
    public FactoryState(Settings settings) {
        this.settings = settings;
        this.clock = settings.supplied(CoreSettings.CLOCK, Clock.class, Clock.systemUTC());
        this.contexts = settings.instance(CoreSettings.CONTEXT_SOURCE, ContextSource.class, ContextSource.THREAD);
    }

    /** The state of a factory. */
    public static FactoryState of(SessionFactory factory) {
        return (FactoryState) HibernateExt.of(factory);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Context current() {
        return contexts.current();
    }

    @Override
    public boolean isEnabled(Feature feature) {
        var known = enabled.get(feature);
        return known != null ? known : enabled.computeIfAbsent(feature, settings::isEnabled);
    }

    /**
     * Whether a feature is suspended in the session that the influencers belong to. Translators of bulk statements are
     * given the influencers and not the session.
     */
    public boolean isSuspended(Feature feature, LoadQueryInfluencers influencers) {
        var features = suspensions.get(influencers);
        return features != null && features.contains(feature);
    }

    void suspended(LoadQueryInfluencers influencers, Collection<Feature> features) {
        if (features.isEmpty()) {
            suspensions.remove(influencers);
        } else {
            suspensions.put(influencers, Set.copyOf(features));
        }
    }

    /** Where sessions find their context. */
    public ContextSource contexts() {
        return contexts;
    }

    /** The settings the factory was built with. */
    public Settings settings() {
        return settings;
    }

    /**
     * The one instance of a type this factory has, made on first use. The maker may ask for other components; where two
     * threads are first, the instance of one of them is kept.
     */
    public <T> T component(Class<T> type, Supplier<? extends T> maker) {
        var known = components.get(type);
        if (known == null) {
            var made = maker.get();
            var first = components.putIfAbsent(type, made);
            known = first == null ? made : first;
        }
        return type.cast(known);
    }
}
