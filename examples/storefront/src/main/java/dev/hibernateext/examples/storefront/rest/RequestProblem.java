/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What the application itself has against a request; errors of the library are answered by its own handler. */
public final class RequestProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private RequestProblem(HttpStatus status, ProblemDetail problem) {
        super(status, problem, null);
    }

    /**
     * A problem that repeats nothing of what was sent.
     *
     * @param status what it is answered with
     * @param code lower-case words joined by hyphens
     * @param detail what failed, and what to do
     */
    public static RequestProblem of(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:storefront:request." + code));
        problem.setProperty("code", "request." + code);
        return new RequestProblem(status, problem);
    }
}
