/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.internal.orm.session.StatelessSessions;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/** Where chunks are worked on. */
interface ChunkWork {

    <R> R call(Function<StatelessSessionImplementor, R> chunk);

    static ChunkWork apart(SessionFactory factory) {
        return new ChunkWork() {
            @Override
            public <R> R call(Function<StatelessSessionImplementor, R> chunk) {
                return factory.fromStatelessTransaction(session -> chunk.apply((StatelessSessionImplementor) session));
            }
        };
    }

    static ChunkWork within(SessionImplementor parent) {
        return new ChunkWork() {
            @Override
            public <R> R call(Function<StatelessSessionImplementor, R> chunk) {
                try (var session = StatelessSessions.openChild(parent)) {
                    return chunk.apply(session);
                }
            }
        };
    }
}
