/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

/**
 * A reference that keeps the row it leads to from being purged.
 *
 * @param owner the entity that declares it
 * @param path the attribute as HQL writes it; behind a dot after {@code collection} if there is one
 * @param collection the collection whose elements hold the reference, empty if the entity does
 * @param target the entity it leads to
 * @param nullable whether it may be emptied
 */
public record ForeignKey(String owner, String path, String collection, String target, boolean nullable) {

    /** The attribute for messages. */
    public String label() {
        return owner + "." + (collection.isEmpty() ? path : collection + "." + path);
    }
}
