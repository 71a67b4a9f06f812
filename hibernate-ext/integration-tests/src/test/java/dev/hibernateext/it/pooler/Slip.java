/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What tenants write behind a pooler. */
@Entity(name = "Slip")
public class Slip {

    @Id
    long id;

    @TenantId
    @Column(nullable = false)
    @Nullable
    String tenant;

    /** The tenant once more, as the writer knew it. */
    String text = "";

    /** Which thread wrote it. */
    int page;

    int amount;

    /** For Hibernate. */
    protected Slip() {}

    /** A slip on page 0. */
    public Slip(long id, String text) {
        this(id, text, 0);
    }

    Slip(long id, String text, int page) {
        this.id = id;
        this.text = text;
        this.page = page;
    }
}
