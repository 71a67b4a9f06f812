/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.context.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who acts in a request. A bean of the type takes the place of the one that takes the name of the {@linkplain
 * HttpServletRequest#getUserPrincipal principal}, which is that of Spring Security where it is present. Asked by many threads.
 */
@FunctionalInterface
public interface ActorResolver {

    /**
     * The actor of a request.
     *
     * @param request behind authentication
     * @return null where nobody is known
     */
    @Nullable
    Actor actorOf(HttpServletRequest request);
}
