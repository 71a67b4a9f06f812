/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant.internal;

import java.util.List;

/**
 * Where an entity hierarchy keeps the tenant of its rows.
 *
 * @param root the root entity
 * @param path the names that lead to the attribute; the first one is an attribute of the entity or of its identifier
 * @param identifier whether the attribute is part of the identifier
 * @param column the column, as Hibernate writes it into statements
 * @param type of the attribute
 */
public record TenantAttribute(String root, List<String> path, boolean identifier, String column, Class<?> type) {

    /** The path as it is written in queries. */
    public String dottedPath() {
        return String.join(".", path);
    }

    /** For messages. */
    public String label() {
        return root + "." + dottedPath();
    }

    /** Whether assigning a path assigns the tenant too. */
    public boolean isCoveredBy(String assigned) {
        return dottedPath().equals(assigned) || dottedPath().startsWith(assigned + ".");
    }
}
