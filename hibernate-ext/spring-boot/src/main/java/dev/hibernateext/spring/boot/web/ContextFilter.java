/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Opens the context of a request, and closes it with the request. What cannot have one is answered with a problem. */
final class ContextFilter extends OncePerRequestFilter {

    private final RequestContexts contexts;
    private final ObjectProvider<HandlerExceptionResolver> errors;

    /** Filters are made before what handles errors. */
    ContextFilter(RequestContexts contexts, ObjectProvider<HandlerExceptionResolver> errors) {
        this.contexts = contexts;
        this.errors = errors;
    }

    /** A browser that asks beforehand whether it may send a request sends nothing of it: no claim and no header. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CorsUtils.isPreFlightRequest(request);
    }

    /** The dispatch that ends an asynchronous request comes on another thread. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var context = contextOf(request, response);
        if (context != null) {
            try (var scope = Contexts.open(context)) {
                chain.doFilter(request, response);
            }
        }
    }

    private @Nullable Context contextOf(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return contexts.of(request);
        } catch (HibernateExtException e) {
            if (errors.getObject().resolveException(request, response, null, e) == null) {
                response.sendError(e.status());
            }
            return null;
        }
    }
}
