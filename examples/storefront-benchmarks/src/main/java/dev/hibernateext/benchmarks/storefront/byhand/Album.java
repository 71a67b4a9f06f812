/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.SQLRestriction;

/** What an artist published under one title. */
@Entity
@Audited
@SQLRestriction(HandRow.PRESENT)
@SuppressWarnings("NullAway.Init")
class Album extends HandRow {

    @NotBlank
    @Size(max = 200)
    String title = "";

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Artist artist;

    @Audited.Excluded
    @OneToMany(mappedBy = "album", cascade = CascadeType.REMOVE)
    List<Track> tracks = new ArrayList<>();
}
