/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.core.HibernateExtException;
import java.util.List;
import java.util.Map;

/**
 * Exactly one row was asked for, and there is none or more than one. Codes: {@code repository.no-row}, with status 404, and
 * {@code repository.several-rows}.
 */
public final class RowCountException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String entityName;

    private RowCountException(String code, int status, String entityName, String message) {
        super("repository." + code, message, null);
        this.status = status;
        this.entityName = entityName;
    }

    /** The only row of those that were read. */
    static <R> R only(Class<?> entity, List<R> rows) {
        if (rows.isEmpty()) {
            throw none(entity);
        }
        if (rows.size() > 1) {
            throw several(entity);
        }
        return rows.get(0);
    }

    static RowCountException none(Class<?> entity) {
        return new RowCountException(
                "no-row",
                404,
                entity.getName(),
                "Cannot read one %s: no row fulfils the query. Use first() where there may be none."
                        .formatted(entity.getName()));
    }

    static RowCountException several(Class<?> entity) {
        return new RowCountException(
                "several-rows",
                500,
                entity.getName(),
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
        return status;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName);
    }
}
