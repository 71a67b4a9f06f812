/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.actuate;

import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.routing.TenancyStatus;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint {@code hibernateext}, with a section for each module that is there. */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({HibernateExt.class, Endpoint.class, ConditionalOnAvailableEndpoint.class, SessionFactory.class})
@ConditionalOnAvailableEndpoint(HibernateExtEndpoint.class)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
class EndpointAutoConfiguration {

    private static final List<Feature> FEATURES = List.of(
            Feature.STAMP,
            Feature.LOCK,
            Feature.HOOK,
            Feature.CHANGE,
            Feature.VALIDATION,
            Feature.SOFT_DELETE,
            Feature.TENANT_ROWS);

    @Bean
    @ConditionalOnMissingBean
    HibernateExtEndpoint hibernateExtEndpoint(ObjectProvider<EndpointSection> sections) {
        return new HibernateExtEndpoint(sections.orderedStream().toList());
    }

    @Bean
    EndpointSection hibernateExtFeatures(EntityManagerFactory entities) {
        return new EndpointSection("features", () -> features(entities.unwrap(SessionFactory.class)));
    }

    private static Map<String, Boolean> features(SessionFactory factory) {
        var features = new LinkedHashMap<String, Boolean>();
        for (var feature : FEATURES) {
            features.put(feature.setting(), HibernateExt.of(factory).isEnabled(feature));
        }
        return features;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CacheRegions.class)
    static class OfCache {

        @Bean
        EndpointSection hibernateExtRegions(EntityManagerFactory entities) {
            return new EndpointSection(
                    "regions",
                    () -> CacheRegions.of(entities.unwrap(SessionFactory.class))
                            .map(CacheRegions::statistics)
                            .orElse(List.of()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TenancyStatus.class)
    @ConditionalOnBean(TenantCatalog.class)
    static class OfTenants {

        @Bean
        EndpointSection hibernateExtDatabases(EntityManagerFactory entities) {
            return new EndpointSection(
                    "databases",
                    () -> TenancyStatus.of(entities.unwrap(SessionFactory.class))
                            .databases());
        }
    }
}
