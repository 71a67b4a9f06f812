/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.served;

import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What all applications have in common: the key of tokens, and what measures requests before anything else sees them. */
@Configuration(proxyBeanMethods = false)
class ServedStorefront {

    @Bean
    JwtDecoder tokenDecoder(@Value("${served.key}") String key) {
        return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
    }

    @Bean
    FilterRegistrationBean<MeterFilter> meter(ObjectProvider<EntityManagerFactory> entities) {
        var filter = new FilterRegistrationBean<>(new MeterFilter(entities));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
