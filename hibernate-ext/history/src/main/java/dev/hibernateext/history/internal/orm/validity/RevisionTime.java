/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.persister.entity.EntityPersister;

/** When a revision was recorded. */
@SuppressWarnings("JavaUtilDate") // what Envers maps
public final class RevisionTime {

    private RevisionTime() {}

    /** The instant, of a value of any type Envers maps. */
    public static Instant instant(Object time) {
        if (time instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        if (time instanceof LocalDateTime local) {
            return local.atZone(ZoneId.systemDefault()).toInstant();
        }
        return time instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : (Instant) time;
    }

    /** The time of a revision that was inserted, as the rows that it ends keep it. */
    public static Object ofEnd(Object revision, EntityPersister persister, Configuration configuration) {
        var name =
                configuration.getRevisionInfo().getRevisionInfoTimestampData().getName();
        var millis = instant(persister.getPropertyValue(revision, name)).toEpochMilli();
        return configuration.isRevisionEndTimestampNumeric() ? (Object) millis : new Date(millis);
    }
}
