/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.core.HibernateExtException;

/** Values cannot be erased this way. Nothing was changed. */
public final class ErasureRefusedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private ErasureRefusedException(String message) {
        super("history.erasure-refused", message, null);
    }

    static ErasureRefusedException required(String entity, String path) {
        return new ErasureRefusedException(
                "Cannot erase %s.%s without a replacement: it may not be null, and a state with null could not be read or reverted to. Name a replacement."
                        .formatted(entity, path));
    }

    /**
     * Elements are part of the key of their rows.
     *
     * @param entity the name of the entity
     * @param path the collection
     * @return the error to throw
     */
    public static ErasureRefusedException elements(String entity, String path) {
        return new ErasureRefusedException(
                "Cannot erase %s.%s: elements of collections are parts of keys in the history. Remove them from the entity and prune its history."
                        .formatted(entity, path));
    }

    @Override
    public int status() {
        return 400;
    }
}
