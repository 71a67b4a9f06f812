/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.context.OperationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which operation a request is part of.
 *
 * @param header that names it, if one may
 */
record RequestOperation(@Nullable String header) {

    OperationId of(HttpServletRequest request) {
        var named = header == null ? null : request.getHeader(header);
        return named == null ? OperationId.random() : parsed(named);
    }

    /** What is no UUID names nothing: it may be the identifier that a proxy gives each request. */
    private static OperationId parsed(String named) {
        try {
            return new OperationId(UUID.fromString(named));
        } catch (IllegalArgumentException e) {
            return OperationId.random();
        }
    }
}
