/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What is measured. */
public enum Subject {

    /** Plain Hibernate with hand-written columns; the library is switched off. */
    PLAIN(HandWrittenTrack.class, false),

    /** An entity that extends a mixin; the library is on, with no hook and no listener. */
    STAMPED(StampedTrack.class, true),

    /** The hand-written entity with the library on: what its presence costs. */
    PRESENT(HandWrittenTrack.class, true);

    static final String ACTOR = "benchmark";

    private static final Context CONTEXT = Context.empty().withActor(new Actor(ACTOR));

    private static final int BATCH_SIZE = 50;

    private final Class<? extends Track> entity;
    private final boolean enabled;

    Subject(Class<? extends Track> entity, boolean enabled) {
        this.entity = entity;
        this.enabled = enabled;
    }

    Track track(long id) {
        return this == STAMPED ? new StampedTrack(id) : new HandWrittenTrack(id);
    }

    Class<? extends Track> entity() {
        return entity;
    }

    SessionFactory open(DataSource dataSource) {
        var configuration = new Configuration().addAnnotatedClass(entity);
        var settings = configuration.getProperties();
        settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
        settings.put("hibernate.jdbc.batch_size", BATCH_SIZE);
        settings.put(CoreSettings.ENABLED, enabled);
        settings.put(CoreSettings.CONTEXT_SOURCE, (ContextSource) () -> CONTEXT);
        return configuration.buildSessionFactory();
    }
}
