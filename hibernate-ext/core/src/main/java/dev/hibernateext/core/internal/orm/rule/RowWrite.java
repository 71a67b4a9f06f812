/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** How much a session may write. */
enum RowWrite {
    /** Rows the session can see, without protected columns. */
    GUARDED,

    /** All rows, without protected columns. */
    ALL_ROWS,

    /** All rows and columns. */
    ALL_COLUMNS;

    static RowWrite of(SharedSessionContractImplementor session) {
        var influencers = session.getLoadQueryInfluencers();
        if (ScopeFlag.hidesDeleted(influencers)) {
            return GUARDED;
        }
        return ScopeFlag.RESTORE.isOn(influencers) ? ALL_COLUMNS : ALL_ROWS;
    }
}
