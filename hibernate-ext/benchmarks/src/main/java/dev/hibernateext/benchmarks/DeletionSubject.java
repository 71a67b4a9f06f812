/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.CoreSettings;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A way to delete rows; each has a factory of its own, since an enabled filter keeps the plans of all entities from being cached. */
public enum DeletionSubject {

    /** Plain Hibernate: rows are deleted for good. */
    PLAIN(DeletableTracks.Plain.class) {
        @Override
        Track track(long id) {
            return new DeletableTracks.Plain(id);
        }
    },

    /** By hand: the columns of the mark are assigned, and nothing hides the row. */
    HAND(DeletableTracks.Plain.class) {
        @Override
        Track track(long id) {
            return new DeletableTracks.Plain(id);
        }

        @Override
        void remove(Session session, Track track) {
            ((DeletableTracks.Plain) track).mark();
        }

        @Override
        String bulkDelete() {
            return "update Track t set t.deleted_at = instant, t.version = t.version + 1 where t.id = :id";
        }
    },

    /** The library. */
    SOFT(DeletableTracks.Soft.class) {
        @Override
        Track track(long id) {
            return new DeletableTracks.Soft(id);
        }
    },

    /** Hibernate's own {@code @SoftDelete}. */
    CORE(DeletableTracks.Core.class) {
        @Override
        Track track(long id) {
            return new DeletableTracks.Core(id);
        }
    },

    /** {@code @SQLRestriction} with {@code @SQLDelete}; bulk deletes delete for good. */
    RESTRICTION(DeletableTracks.Restricted.class) {
        @Override
        Track track(long id) {
            return new DeletableTracks.Restricted(id);
        }
    },

    /** {@code @Filter} enabled in all sessions, with {@code @SQLDelete}; bulk deletes delete for good. */
    FILTER(DeletableTracks.Filtered.class) {
        @Override
        Track track(long id) {
            return new DeletableTracks.Filtered(id);
        }
    };

    private final Class<? extends Track> entity;

    DeletionSubject(Class<? extends Track> entity) {
        this.entity = entity;
    }

    Class<? extends Track> entity() {
        return entity;
    }

    abstract Track track(long id);

    void remove(Session session, Track track) {
        session.remove(track);
    }

    String bulkDelete() {
        return "delete Track t where t.id = :id";
    }

    SessionFactory open(HikariDataSource pool) {
        var configuration = new Configuration().addAnnotatedClass(entity);
        var settings = configuration.getProperties();
        settings.put("jakarta.persistence.nonJtaDataSource", pool);
        settings.put("hibernate.hbm2ddl.auto", "create");
        settings.put("hibernate.jdbc.batch_size", 50);
        settings.put(CoreSettings.ENABLED, this == SOFT);
        return configuration.buildSessionFactory();
    }
}
