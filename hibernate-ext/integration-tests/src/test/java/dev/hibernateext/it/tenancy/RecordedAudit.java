/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.routing.TenancySettings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SessionFactory;

/** Keeps what happened, and refuses when told to. */
final class RecordedAudit implements TenancyAudit {

    private final List<TenancyEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    static RecordedAudit of(SessionFactory factory) {
        return (RecordedAudit) Objects.requireNonNull(factory.getProperties().get(TenancySettings.AUDIT));
    }

    @Override
    public void record(TenancyEvent event) {
        if (refusing) {
            throw new UnsupportedOperationException("The audit is full");
        }
        events.add(event);
    }

    List<TenancyEvent> events() {
        return events;
    }

    void refuse() {
        refusing = true;
    }

    void clear() {
        refusing = false;
        events.clear();
    }
}
