/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests over HTTP.
 *
 * @param operationHeader the header with the UUID of the operation a request is part of; without it each request is one of its own
 * @param filterOrder the place of the filter that opens the context, behind that of Spring Security
 * @param tenant how requests name their tenant
 */
@ConfigurationProperties("hibernate-ext.web")
record WebProperties(
        @Nullable String operationHeader,
        @DefaultValue("-50") int filterOrder,
        @DefaultValue Tenant tenant) {

    /**
     * How requests name their tenant. What is not set is not looked at.
     *
     * @param claim the claim of the token; who is authenticated without it is refused
     * @param header the header; anybody can send it, so set a claim as well unless something in front of the application checks it
     * @param host the host, such as {tenant}.shop.example
     * @param path the path, such as /shops/{tenant}/**
     * @param required whether requests without a tenant are refused
     * @param optionalPaths paths that need no tenant, such as /actuator/**
     */
    record Tenant(
            @Nullable String claim,
            @Nullable String header,
            @Nullable String host,
            @Nullable String path,
            @DefaultValue("true") boolean required,
            @DefaultValue({"/actuator/**", "/error"}) List<String> optionalPaths) {}
}
