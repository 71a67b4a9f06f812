/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.softdelete.internal.EntityGraph;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Instances a session has of rows that were changed without it. A stateless session has none. */
final class ManagedRows {

    private final SharedSessionContractImplementor session;

    ManagedRows(SharedSessionContractImplementor session) {
        this.session = session;
    }

    void refresh(RowSet set) {
        forEach(set, stateful -> stateful::refresh);
    }

    void evict(RowSet set) {
        forEach(set, stateful -> stateful::evict);
    }

    void remove(RowSet set) {
        forEach(set, stateful -> stateful::remove);
    }

    private void forEach(RowSet set, Function<SessionImplementor, Consumer<Object>> action) {
        if (session instanceof SessionImplementor stateful
                && stateful.getPersistenceContextInternal().getNumberOfManagedEntities() > 0) {
            for (var root : set.roots()) {
                set.ids(root).forEach(id -> apply(root, id, stateful, action.apply(stateful)));
            }
        }
    }

    private void apply(String root, Object id, SessionImplementor stateful, Consumer<Object> action) {
        var persister = EntityGraph.of(session.getFactory()).persister(root);
        var managed = stateful.getPersistenceContextInternal().getEntity(stateful.generateEntityKey(id, persister));
        if (managed != null) {
            action.accept(managed);
        }
    }
}
