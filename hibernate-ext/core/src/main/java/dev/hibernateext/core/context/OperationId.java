/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import java.util.UUID;

/**
 * Names one operation of the application, across all the transactions it needs.
 *
 * @param value the identifier
 */
public record OperationId(UUID value) {

    /**
     * A fresh identifier.
     *
     * @return a random identifier
     */
    public static OperationId random() {
        return new OperationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
