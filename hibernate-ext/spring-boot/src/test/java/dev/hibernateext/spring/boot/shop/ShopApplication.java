/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.shop;

import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Shops in common tables, behind tokens. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableAsync
public class ShopApplication {

    @Bean
    TenantCatalog catalog() {
        var rows = new TenantPlacement.Rows("local", "main");
        return InMemoryTenantCatalog.of(Tenant.active("acme", rows), Tenant.active("umbra", rows));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .build();
    }

    /** Tokens of tests are in the clear: a name, and behind a dot the tenant it claims. */
    @Bean
    JwtDecoder tokens() {
        return token -> {
            var parts = token.split("\\.", 2);
            var jwt = Jwt.withTokenValue(token).header("alg", "none").subject(parts[0]);
            return (parts.length == 1 ? jwt : jwt.claim("shop", parts[1])).build();
        };
    }
}
