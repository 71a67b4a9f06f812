/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.entity.EntityPersister;

/** When a revision was recorded, as the rows that it ends keep it. */
@SuppressWarnings("JavaUtilDate") // what Envers maps
final class RevisionTime {

    private RevisionTime() {}

    static Object of(Object revision, EntityPersister persister, EnversService envers) {
        var config = envers.getConfig();
        var name = config.getRevisionInfo().getRevisionInfoTimestampData().getName();
        var millis = millis(persister.getPropertyValue(revision, name));
        return config.isRevisionEndTimestampNumeric() ? (Object) millis : new Date(millis);
    }

    private static long millis(Object time) {
        if (time instanceof Long millis) {
            return millis;
        }
        if (time instanceof LocalDateTime local) {
            return local.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
        }
        return time instanceof Date date ? date.getTime() : ((Instant) time).toEpochMilli();
    }
}
