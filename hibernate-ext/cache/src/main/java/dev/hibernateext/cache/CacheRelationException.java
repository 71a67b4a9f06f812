/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import dev.hibernateext.core.HibernateExtException;
import java.util.Collection;
import java.util.Map;

/** What is declared to be written along with an entity is not there. It fails the start of the session factory. */
public final class CacheRelationException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String where;

    private CacheRelationException(String where, String message) {
        super("cache.relation", message, null);
        this.where = where;
    }

    /**
     * A name that is not mapped.
     *
     * @param where who declares it: an annotation or a setting
     * @param name the kind of what is missing and its name, such as "the table stok"
     * @param near names there are that are like it, the most likely first
     * @return the error to throw
     */
    public static CacheRelationException unknown(String where, String name, Collection<String> near) {
        return new CacheRelationException(
                where,
                "%s names %s, which is not mapped to a table or column. Name one that is, such as %s."
                        .formatted(where, name, String.join(", ", near)));
    }

    /**
     * A declaration that names nothing.
     *
     * @param where who declares it
     * @return the error to throw
     */
    public static CacheRelationException empty(String where) {
        return new CacheRelationException(
                where, "%s names nothing that is written. Name an entity or a table.".formatted(where));
    }

    /**
     * Regions are made by somebody else, who would not look at it.
     *
     * @param where who declares it
     * @param factory the class of the region factory
     * @return the error to throw
     */
    public static CacheRelationException otherFactory(String where, String factory) {
        return new CacheRelationException(
                where,
                "%s has no effect: regions are made by %s. Remove hibernate.cache.region.factory_class, leave %s on and put ehcache and hibernate-jcache on the class path, or remove it."
                        .formatted(where, factory, CacheSettings.ENABLED));
    }

    /**
     * Who declares it.
     *
     * @return an annotation with its entity, or a setting
     */
    public String where() {
        return where;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("where", where);
    }
}
