/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** The shop of a request: that of its path, if the token says the same. */
final class HandTenants extends OncePerRequestFilter implements CurrentTenantIdentifierResolver<String> {

    private static final String NOBODY = "nobody";
    private static final int POSITION = 2;

    private final ThreadLocal<@Nullable String> current = new ThreadLocal<>();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var segments = request.getRequestURI().split("/", -1);
        var named = segments.length > POSITION ? segments[POSITION] : "";
        if (request.getUserPrincipal() instanceof JwtAuthenticationToken user
                && named.equals(user.getToken().getClaimAsString("tenant"))) {
            current.set(named);
            try {
                chain.doFilter(request, response);
            } finally {
                current.remove();
            }
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    @Override
    public String resolveCurrentTenantIdentifier() {
        return Objects.requireNonNullElse(current.get(), NOBODY);
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return false;
    }
}
