/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import dev.hibernateext.core.HibernateExtException;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/** The program asks for values of an entity in a record that cannot take them. It is an error of the program, not of a client. */
public final class ProjectionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String recordName;

    private ProjectionException(String code, Class<?> record, String message) {
        super("repository." + code, message, null);
        this.recordName = record.getName();
    }

    static ProjectionException count(Class<?> record, int components, int paths) {
        return new ProjectionException(
                "projection-count",
                record,
                "Cannot read %d paths into record %s, which has %d components. Name a path for each component, in their order."
                        .formatted(paths, record.getName(), components));
    }

    static ProjectionException type(Class<?> record, RecordComponent component, AttributePath<?> path) {
        return new ProjectionException(
                "projection-type",
                record,
                "Cannot read path '%s' of %s into component '%s' of record %s: it has type %s, not %s. Change the component, or the order of the paths."
                        .formatted(
                                path.name(),
                                path.entity().getName(),
                                component.getName(),
                                record.getName(),
                                path.type().getName(),
                                component.getType().getName()));
    }

    static ProjectionException nullable(Class<?> record, RecordComponent component, AttributePath<?> path) {
        return new ProjectionException(
                "projection-null",
                record,
                "Cannot read path '%s' of %s into component '%s' of record %s: rows may have no value there, and a primitive takes none. Use %s."
                        .formatted(
                                path.name(),
                                path.entity().getName(),
                                component.getName(),
                                record.getName(),
                                path.type().getName()));
    }

    /**
     * The record that was asked for.
     *
     * @return the name of its class
     */
    public String recordName() {
        return recordName;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("record", recordName);
    }
}
