/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import dev.hibernateext.history.internal.orm.validity.EndedRow.Group;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;

/** The rows that end with the transaction of a session. Belongs to its thread. */
final class ValidityEnds implements Extension {

    private final SharedSessionContractImplementor session;
    private final Map<Group, Set<List<Object>>> rows = new LinkedHashMap<>();
    private final Map<Number, RevisionEnd> revisions = new HashMap<>();

    /** Called while the session is being constructed: nothing of it may be used here. */
    ValidityEnds(SharedSessionContractImplementor session) {
        this.session = session;
    }

    static ValidityEnds of(SharedSessionContractImplementor session) {
        return session.getExtension(ValidityEnds.class);
    }

    void add(EndedRow row, RevisionEnd end) {
        if (rows.isEmpty()) {
            begin();
        }
        revisions.put(end.number(), end);
        rows.computeIfAbsent(row.group(), group -> new LinkedHashSet<>()).add(row.key());
    }

    /** Comes behind the flush in which Envers writes what is recorded. */
    private void begin() {
        var callbacks = session.getTransactionCompletionCallbacks();
        callbacks.registerCallback((BeforeCompletionCallback) this::write);
        callbacks.registerCallback((AfterCompletionCallback) (success, ended) -> clear());
    }

    /** The session may be one that Envers opened for a moment; the other is that of the transaction. */
    private void write(SharedSessionContractImplementor open) {
        rows.forEach((group, keys) -> new EndStatement(group, end(group), open).execute(List.copyOf(keys)));
        clear();
    }

    private RevisionEnd end(Group group) {
        return Objects.requireNonNull(revisions.get(group.rows().number()));
    }

    private void clear() {
        rows.clear();
        revisions.clear();
    }
}
