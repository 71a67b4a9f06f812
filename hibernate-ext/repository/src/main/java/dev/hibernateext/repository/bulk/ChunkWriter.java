/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.List;
import org.hibernate.StatelessSession;

/** Writes some rows at once. */
@FunctionalInterface
interface ChunkWriter<E> {

    /** Writes all rows, or throws; a batch that is not full is executed by the caller. */
    Written write(StatelessSession session, List<E> rows);
}
