/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/**
 * Exactly one row was asked for, and there is none or more than one. Codes: {@code repository.no-row}, with status 404, and
 * {@code repository.several-rows}.
 */
public final class RowCountException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private static final int NOT_FOUND = 404;

    private final String entityName;
    private final boolean isEmpty;

    private RowCountException(String code, String entityName, boolean isEmpty, String message) {
        super("repository." + code, message, null);
        this.entityName = entityName;
        this.isEmpty = isEmpty;
    }

    static RowCountException none(Class<?> entity) {
        return new RowCountException(
                "no-row",
                entity.getName(),
                true,
                "Cannot read one %s: no row fulfils the query. Use first() where there may be none."
                        .formatted(entity.getName()));
    }

    static RowCountException several(Class<?> entity) {
        return new RowCountException(
                "several-rows",
                entity.getName(),
                false,
                "Cannot read one %s: more than one row fulfils the query. Ask by a unique key, or use first() with an order."
                        .formatted(entity.getName()));
    }

    /**
     * The entity that was asked for.
     *
     * @return the name of its class
     */
    public String entityName() {
        return entityName;
    }

    @Override
    public int status() {
        return isEmpty ? NOT_FOUND : super.status();
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName);
    }
}
