/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpStatusCode;
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
        if (HttpStatusCode.valueOf(error.status()).is5xxServerError()) {
            LOG.error("A request failed with " + error.code(), error);
        }
        return ResponseEntity.of(Problems.of(error)).build();
    }
}
