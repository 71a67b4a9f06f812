/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Puts our JDBC services in the place of Hibernate's, unless no feature needs to see statements. */
public final class CapturingServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        var settings = builder.getSettings();
        if (!isOff(settings, CoreSettings.ENABLED)
                && !areOff(settings, Feature.CHANGE, Feature.HOOK, Feature.SOFT_DELETE)) {
            builder.addInitiator(new Initiator());
        }
    }

    private static boolean areOff(Map<String, Object> settings, Feature... features) {
        return Stream.of(features).allMatch(feature -> isOff(settings, feature.setting()));
    }

    static boolean isOff(Map<String, Object> settings, String key) {
        return "false".equalsIgnoreCase(String.valueOf(settings.get(key)));
    }

    private static final class Initiator implements StandardServiceInitiator<JdbcServices> {

        @Override
        public Class<JdbcServices> getServiceInitiated() {
            return JdbcServices.class;
        }

        @Override
        public JdbcServices initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new CapturingJdbcServices();
        }
    }
}
