/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.StateManagementSettings;

/** The contract, where Hibernate's log keeps the end of what was valid, and writes in batches. */
@HibernateExtTest(
        entities = {
            CoreAuditHistoryIT.Track.class,
            CoreAuditHistoryIT.Duet.class,
            CoreAuditHistoryIT.Artist.class,
            CoreAuditHistoryIT.Genre.class,
            CoreAuditHistoryIT.Album.class,
            CoreAuditHistoryIT.Draft.class
        })
class CoreAuditValidityIT extends CoreAuditHistoryIT {

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        super.contribute(settings, database);
        settings.put(StateManagementSettings.AUDIT_STRATEGY, "validity");
        settings.put(BatchSettings.STATEMENT_BATCH_SIZE, 20);
    }
}
