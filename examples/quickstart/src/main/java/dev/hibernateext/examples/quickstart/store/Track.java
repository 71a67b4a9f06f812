/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

/** A piece of music that is for sale. */
@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
// tag::entity[]
@Entity
public class Track extends SoftDeletableEntity {

    @Id
    Integer id;

    String name;

    BigDecimal unitPrice;
    // end::entity[]

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Album album;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Genre genre;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    MediaType mediaType;

    @Nullable
    String composer;

    int milliseconds;

    @Nullable
    Integer bytes;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Track() {}

    public Integer getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    public void setUnitPrice(BigDecimal unitPrice) {
        this.unitPrice = unitPrice;
    }

    public @Nullable String getComposer() {
        return composer;
    }

    public void setComposer(@Nullable String composer) {
        this.composer = composer;
    }

    public @Nullable Album getAlbum() {
        return album;
    }
    // tag::entity[]
}
// end::entity[]
