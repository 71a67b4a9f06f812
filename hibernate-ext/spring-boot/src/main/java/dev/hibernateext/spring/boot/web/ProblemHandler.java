/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;
import java.net.URI;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers errors of the library, however wrapped, with problems of RFC 9457. */
@RestControllerAdvice
final class ProblemHandler {

    private static final Log LOG = LogFactory.getLog(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(HibernateExtException error) {
        var problem = ProblemDetail.forStatus(error.status());
        error.toProblem().forEach((name, value) -> add(problem, name, value));
        if (error.status() >= 500) {
            LOG.error("A request failed with " + error.code(), error);
            problem.setDetail(null);
            problem.setProperties(Map.of("code", error.code()));
        }
        return ResponseEntity.status(error.status()).body(problem);
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
