/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;
import java.nio.charset.StandardCharsets;

/** A region, a database or a schema has a name that cannot be one. */
public final class InvalidPlacementException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private InvalidPlacementException(String message) {
        super("tenancy.invalid-placement", message, null);
    }

    static InvalidPlacementException of(String what, String name) {
        return new InvalidPlacementException(
                "The name of a %s has %d characters, or one that is not allowed. Use 1 to %d letters, digits and characters such as '-', without quotes, backslashes, slashes and control characters; NameTemplate makes such names."
                        .formatted(what, name.length(), NameTemplate.MAX_BYTES));
    }

    static String checked(String what, String name) {
        var fits = !name.isBlank() && name.getBytes(StandardCharsets.UTF_8).length <= NameTemplate.MAX_BYTES;
        if (!fits || name.chars().anyMatch(InvalidPlacementException::isForbidden)) {
            throw of(what, name);
        }
        return name;
    }

    private static boolean isForbidden(int character) {
        return Character.isISOControl(character) || "\"'`\\/[]".indexOf(character) >= 0;
    }

    @Override
    public int status() {
        return 400;
    }
}
