/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.context.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Makes the contexts of requests.
 *
 * @param actors who acts
 * @param operations in which operation
 * @param customizers what else is known, in order
 */
record RequestContexts(ActorResolver actors, RequestOperation operations, List<RequestContextCustomizer> customizers) {

    /** Later dispatches of a request, on other threads, are part of the first. */
    private static final String ATTRIBUTE = RequestContexts.class.getName();

    Context of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Context known) {
            return known;
        }
        var context = Context.empty().withActor(actors.actorOf(request)).withOperation(operations.of(request));
        for (var customizer : customizers) {
            context = customizer.customize(context, request);
        }
        request.setAttribute(ATTRIBUTE, context);
        return context;
    }
}
