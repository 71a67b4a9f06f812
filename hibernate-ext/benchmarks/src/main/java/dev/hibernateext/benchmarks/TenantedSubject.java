/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.CoreSettings;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** A way to keep the rows of tenants in one table. */
public enum TenantedSubject {

    /** Plain Hibernate: the tenant is a column as any other, and all rows are seen. */
    PLAIN(TenantedTracks.Plain.class) {
        @Override
        Track track(long id) {
            return new TenantedTracks.Plain(id);
        }
    },

    /** The library: tenant, soft delete, stamps and version. */
    LIBRARY(TenantedTracks.Full.class) {
        @Override
        Track track(long id) {
            return new TenantedTracks.Full(id);
        }
    },

    /** Hibernate's own {@code @TenantId}, without the rest. */
    CORE(TenantedTracks.Core.class) {
        @Override
        Track track(long id) {
            return new TenantedTracks.Core(id);
        }
    };

    static final String TENANT = "t1";

    private final Class<? extends Track> entity;

    TenantedSubject(Class<? extends Track> entity) {
        this.entity = entity;
    }

    Class<? extends Track> entity() {
        return entity;
    }

    abstract Track track(long id);

    SessionFactory open(HikariDataSource pool) {
        var configuration = new Configuration().addAnnotatedClass(entity);
        var settings = configuration.getProperties();
        settings.put("jakarta.persistence.nonJtaDataSource", pool);
        settings.put("hibernate.hbm2ddl.auto", "create");
        settings.put("hibernate.jdbc.batch_size", 50);
        settings.put(CoreSettings.ENABLED, this == LIBRARY);
        if (this != PLAIN) {
            settings.put("hibernate.tenant_identifier_resolver", new OneTenant());
        }
        return configuration.buildSessionFactory();
    }

    private static final class OneTenant implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return TENANT;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
