/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import java.util.UUID;

/** What a message may show of an id: an e-mail address can be one. */
public final class PrintableId {

    private PrintableId() {}

    /** The id if it is a number or a UUID, else {@code (withheld)}. */
    public static String of(Object id) {
        return id instanceof Number || id instanceof UUID ? id.toString() : "(withheld)";
    }
}
