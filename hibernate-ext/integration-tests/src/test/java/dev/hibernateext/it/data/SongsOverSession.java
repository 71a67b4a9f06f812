/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.data;

import org.hibernate.StatelessSession;
import org.springframework.beans.factory.ObjectProvider;

/** What a container does with the repository the processor has made. */
final class SongsOverSession {

    private SongsOverSession() {}

    /** The processor takes the session from Spring where that is on the class path. */
    static Songs of(StatelessSession session) {
        return new Songs_(new ObjectProvider<>() {
            @Override
            public StatelessSession getObject() {
                return session;
            }
        });
    }
}
