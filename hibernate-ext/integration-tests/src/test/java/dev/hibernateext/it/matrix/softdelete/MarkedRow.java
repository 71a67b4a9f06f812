/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** An item marked by the library's mapped superclass. */
@MappedSuperclass
abstract class MarkedRow<S> extends SoftDeletableEntity implements Item {

    @Id
    private int id;

    @NaturalId
    String code;

    int scene;

    private String text = "";

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private Set<String> tags = new HashSet<>();

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    S shelf;

    MarkedRow(Place<? extends S> place) {
        this.id = place.id();
        this.code = "c" + place.id();
        this.scene = place.scene();
        this.shelf = place.shelf();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public void write(String text) {
        this.text = text;
    }

    @Override
    public Set<String> tags() {
        return tags;
    }
}
