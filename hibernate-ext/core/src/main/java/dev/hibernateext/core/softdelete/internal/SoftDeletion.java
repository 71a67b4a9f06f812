/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import java.util.List;

/**
 * How the rows of one entity hierarchy are marked as deleted.
 *
 * @param root the name of the root entity
 * @param attributes the mark; the first is the time, which is null for a row that is there
 * @param references whether a reference to a deleted row yields the row
 */
public record SoftDeletion(String root, List<DeletionAttribute> attributes, boolean references) {

    /** The attribute that decides whether a row is deleted. */
    public DeletionAttribute mark() {
        return attributes.get(0);
    }

    /** Whether a path of an HQL statement is part of the mark or holds some of it. */
    public boolean isCoveredBy(String path) {
        return attributes.stream()
                .map(DeletionAttribute::dottedPath)
                .anyMatch(own -> own.equals(path) || own.startsWith(path + "."));
    }
}
