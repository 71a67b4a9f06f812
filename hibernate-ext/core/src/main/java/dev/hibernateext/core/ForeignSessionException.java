/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

/** A session does not come from Hibernate ORM, or is a proxy that cannot be unwrapped. */
public final class ForeignSessionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private ForeignSessionException(String message) {
        super("core.foreign-session", message, null);
    }

    static ForeignSessionException ofType(Class<?> type) {
        return new ForeignSessionException(
                "Cannot extend a session of type %s: it is none of Hibernate's own. Pass the session that SessionFactory.openStatelessSession() returned."
                        .formatted(type.getName()));
    }
}
