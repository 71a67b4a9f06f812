/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.core.tenant.internal.AllTenants;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.annotations.Audited;
import org.hibernate.audit.AuditLog;
import org.hibernate.engine.spi.SessionImplementor;

/** Tenants in the same tables of Hibernate's own log. */
abstract class CoreAuditTenants extends TenantHistoryContract {

    @Override
    Class<LoggedMemo> memos() {
        return LoggedMemo.class;
    }

    @Override
    LoggedMemo newMemo(int id, String text) {
        return new LoggedMemo(id, text);
    }

    /** As a session reads the log that no rule confines, such as those in which histories are read. */
    @Override
    List<?> unconfined(Session session) {
        try (var all = (SessionImplementor) AllTenants.of(session.getFactory()).openChild(session)) {
            all.getLoadQueryInfluencers().setTemporalIdentifier(AuditLog.ALL_CHANGESETS);
            return all.createSelectionQuery("from LoggedMemo", LoggedMemo.class).getResultList();
        }
    }

    @Entity(name = "LoggedMemo")
    @Audited
    static class LoggedMemo extends TenantMemo {

        @ElementCollection
        Set<String> words = new HashSet<>();

        LoggedMemo() {}

        LoggedMemo(int id, String text) {
            super(id, text);
        }

        @Override
        Set<String> words() {
            return words;
        }
    }
}
