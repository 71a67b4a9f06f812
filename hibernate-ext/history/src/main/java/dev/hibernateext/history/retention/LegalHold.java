/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A hold in applications whose tables belong to one tenant or to none; to be listed among the entities. */
@Entity(name = "LegalHold")
@Table(name = "HISTORY_HOLD")
public class LegalHold extends RecordedHold {

    /** For Hibernate. */
    protected LegalHold() {}
}
