/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** The program names an attribute that is not there, or one that cannot be used so. It is an error of the program, not of a client. */
public final class AttributePathException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final String path;

    private AttributePathException(String code, String entityName, String path, String message) {
        super("repository." + code, message, null);
        this.entityName = entityName;
        this.path = path;
    }

    /**
     * An attribute that is not there.
     *
     * @param entity where the path starts
     * @param path the whole path
     * @param step the name that leads nowhere
     * @return the error to throw
     */
    public static AttributePathException unknown(Class<?> entity, String path, String step) {
        return new AttributePathException(
                "unknown-attribute",
                entity.getName(),
                path,
                "Cannot resolve path '%s' of %s: no attribute '%s' is mapped there. Name mapped attributes, joined by dots."
                        .formatted(path, entity.getName(), step));
    }

    static AttributePathException notSingular(Class<?> entity, String path, String step) {
        return new AttributePathException(
                "attribute-not-singular",
                entity.getName(),
                path,
                ("Cannot resolve path '%s' of %s: '%s' does not lead to one value. Go through to-one associations and embeddables,"
                                + " and end at a basic attribute or a collection of basic elements.")
                        .formatted(path, entity.getName(), step));
    }

    /**
     * An attribute that is not the application's to set.
     *
     * @param entity where the path starts
     * @param path the attribute
     * @return the error to throw
     */
    public static AttributePathException notWritable(Class<?> entity, String path) {
        return new AttributePathException(
                "attribute-not-writable",
                entity.getName(),
                path,
                ("Cannot let clients change '%s' of %s: it is an id, a version, generated, a mark of the library, not updatable, or"
                                + " neither a basic value that can be read nor an embeddable. Leave it out.")
                        .formatted(path, entity.getName()));
    }

    /**
     * A path at whose end nothing is that could be read with the row.
     *
     * @param entity where the path starts
     * @param path names of attributes, joined by dots
     * @param step the name that does not fit
     * @return the error to throw
     */
    public static AttributePathException notFetchable(Class<?> entity, String path, String step) {
        return new AttributePathException(
                "attribute-not-fetchable",
                entity.getName(),
                path,
                ("Cannot fetch path '%s' of %s: '%s' is not mapped there, or is part of the row. End at an association or a"
                                + " collection, and go through those and embeddables.")
                        .formatted(path, entity.getName(), step));
    }

    /**
     * An attribute of a type that cannot be used for what was asked.
     *
     * @param path the attribute
     * @param use what it was to be used for, such as {@code sort}
     * @return the error to throw
     */
    public static AttributePathException unsupportedType(AttributePath<?> path, String use) {
        return new AttributePathException(
                "attribute-type-unsupported",
                path.entity().getName(),
                path.name(),
                "Cannot %s by '%s' of %s: type %s is not supported for it. Choose an attribute of a basic type."
                        .formatted(
                                use,
                                path.name(),
                                path.entity().getName(),
                                path.type().getName()));
    }

    /**
     * The entity the path starts at.
     *
     * @return the name of its class
     */
    public String entityName() {
        return entityName;
    }

    /**
     * The path as the program gave it.
     *
     * @return attribute names joined by dots
     */
    public String path() {
        return path;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName, "path", path);
    }
}
