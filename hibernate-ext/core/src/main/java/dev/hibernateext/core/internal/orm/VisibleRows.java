/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.OrderingMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiIdLoadOptions;
import org.jspecify.annotations.Nullable;

/**
 * Hides deleted rows from loads by many ids. Hibernate takes what is in the session already, and a reference may have led to
 * such a row; there is no event around such a load.
 */
final class VisibleRows {

    private VisibleRows() {}

    static List<?> of(List<?> loaded, SharedSessionContractImplementor session, MultiIdLoadOptions options) {
        if (!ScopeFlag.hidesDeleted(session.getLoadQueryInfluencers())) {
            return loaded;
        }
        var slots = SoftDeleteSlots.of(SessionState.of(session).factory());
        if (loaded.stream().noneMatch(row -> isDeleted(row, slots, session))) {
            return loaded;
        }
        Stream<@Nullable Object> visible = loaded.stream().map(row -> isDeleted(row, slots, session) ? null : row);
        return options.getOrderingMode() == OrderingMode.ORDERED
                ? visible.collect(Collectors.toList())
                : visible.filter(Objects::nonNull).collect(Collectors.toList());
    }

    private static boolean isDeleted(
            @Nullable Object row, SoftDeleteSlots slots, SharedSessionContractImplementor session) {
        if (row == null || !Hibernate.isInitialized(row)) {
            return false;
        }
        var entity = Hibernate.unproxy(row);
        return slots.isMarked(session.getEntityPersister(null, entity), entity);
    }
}
