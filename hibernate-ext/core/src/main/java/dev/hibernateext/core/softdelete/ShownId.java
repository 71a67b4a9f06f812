/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.UUID;

/** What a message may show of an identifier: an e-mail address can be one. */
final class ShownId {

    private ShownId() {}

    static String of(Object id) {
        return id instanceof Number || id instanceof UUID ? id.toString() : "(withheld)";
    }
}
