/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import org.hibernate.StatelessSession;
import org.springframework.beans.factory.ObjectProvider;

/** The session a repository works in, given to it as Spring would. */
record Current(StatelessSession session) implements ObjectProvider<StatelessSession> {

    static Folders folders(StatelessSession session) {
        return new Folders_(new Current(session));
    }

    @Override
    public StatelessSession getObject() {
        return session;
    }
}
