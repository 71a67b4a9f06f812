/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.SQLRestriction;

/** A musician, a band or an orchestra. */
@Entity
@Audited
@SQLRestriction(HandRow.PRESENT)
class Artist extends HandRow {

    @NotBlank
    @Size(max = 200)
    String name = "";

    @Audited.Excluded
    @OneToMany(mappedBy = "artist", cascade = CascadeType.REMOVE)
    List<Album> albums = new ArrayList<>();
}
