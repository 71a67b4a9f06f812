/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;

/** A row whose history is kept, with columns that all ways have. */
@MappedSuperclass
abstract class Item {

    @Id
    int id;

    int number = -1;

    String name = "A name of some length";

    /** What it has been called; of those that are compared. */
    Set<String> labels() {
        return Set.of();
    }

    /** Without a history of Hibernate's. */
    @Entity(name = "Unrecorded")
    static class Unrecorded extends Item {}

    /** Recorded by Envers. */
    @Entity(name = "EnversItem")
    @Audited
    @AuditOverride(forClass = Item.class)
    static class OfEnvers extends Item {}

    /** Recorded by Hibernate's own log. */
    @Entity(name = "CoreItem")
    @org.hibernate.annotations.Audited
    static class OfCore extends Item {}

    /** Recorded by Envers, with a collection. */
    @Entity(name = "EnversLabelled")
    @Audited
    @AuditOverride(forClass = Item.class)
    static class LabelledOfEnvers extends Item {

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @Override
        Set<String> labels() {
            return labels;
        }
    }

    /** Recorded by Hibernate's own log, with a collection. */
    @Entity(name = "CoreLabelled")
    @org.hibernate.annotations.Audited
    static class LabelledOfCore extends Item {

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @Override
        Set<String> labels() {
            return labels;
        }
    }
}
