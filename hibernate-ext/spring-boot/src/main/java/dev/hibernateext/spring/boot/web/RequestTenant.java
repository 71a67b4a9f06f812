/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the tenant of a request, on which everything that names one has to agree. */
final class RequestTenant implements RequestContextCustomizer {

    private final List<TenantResolver> resolvers;
    private final boolean required;
    private final List<PathPattern> optional;

    RequestTenant(List<TenantResolver> resolvers, WebProperties.Tenant properties) {
        this.resolvers = List.copyOf(resolvers);
        this.required = properties.required();
        this.optional = properties.optionalPaths().stream()
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    @Override
    public Context customize(Context context, HttpServletRequest request) {
        var named = named(request);
        if (named.size() > 1) {
            throw new TenantDisagreementException();
        }
        if (named.isEmpty() && isRequired(request)) {
            throw new TenantNotNamedException();
        }
        return named.stream().findFirst().map(context::withTenant).orElse(context);
    }

    private Set<TenantKey> named(HttpServletRequest request) {
        var named = new LinkedHashSet<TenantKey>();
        resolvers.forEach(
                resolver -> resolver.tenantsOf(request).forEach(tenant -> named.add(TenantIds.normalize(tenant))));
        return named;
    }

    private boolean isRequired(HttpServletRequest request) {
        var path = TenantResolvers.pathOf(request);
        return required && optional.stream().noneMatch(pattern -> pattern.matches(path));
    }
}
