/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** The kit could not make an instance of an entity. */
final class CreationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String entity;

    CreationException(String entity, String state, Throwable cause) {
        super(
                "Cannot create an instance of %s: %s. Give LeakKit.creating a function that makes one."
                        .formatted(entity, state),
                cause);
        this.entity = entity;
    }

    String entity() {
        return entity;
    }
}
