/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.tenant.TenantReferences;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Says what the rows of a chunk refer to before they are written, so that it is looked for at once.
 *
 * @param writer writes them
 */
record ReferringRows<E>(ChunkWriter<E> writer) implements ChunkWriter<E> {

    @Override
    public Written write(StatelessSession session, List<E> rows) {
        TenantReferences.expect(session, rows);
        return writer.write(session, rows);
    }
}
