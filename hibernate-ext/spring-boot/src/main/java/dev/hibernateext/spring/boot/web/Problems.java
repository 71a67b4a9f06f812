/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;
import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Errors of the library as problems of RFC 9457, for handlers that add to what the starter answers. */
public final class Problems {

    private Problems() {}

    /**
     * The problem of an error, with its code and details. Of what is the server's fault only the code is told.
     *
     * @param error what was thrown
     * @return a problem that may be added to
     */
    public static ProblemDetail of(HibernateExtException error) {
        var problem = ProblemDetail.forStatus(error.status());
        error.toProblem().forEach((name, value) -> add(problem, name, value));
        if (HttpStatusCode.valueOf(error.status()).is5xxServerError()) {
            problem.setDetail(null);
            problem.setProperties(null);
            problem.setProperty("code", error.code());
        }
        return problem;
    }

    private static void add(ProblemDetail problem, String name, Object value) {
        switch (name) {
            case "type" -> problem.setType(URI.create((String) value));
            case "title" -> problem.setTitle((String) value);
            case "detail" -> problem.setDetail((String) value);
            case "status" -> problem.setStatus((int) value);
            default -> problem.setProperty(name, value);
        }
    }
}
