/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.context.Context;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Adds to the context of a request, such as attributes for revisions. Each bean of the type is asked in its order, behind what this
 * library finds out by itself, once for each request and by many threads.
 */
@FunctionalInterface
public interface RequestContextCustomizer {

    /**
     * Adds what is known about a request.
     *
     * @param context so far
     * @param request the request, behind authentication
     * @return the context to go on with
     */
    Context customize(Context context, HttpServletRequest request);
}
