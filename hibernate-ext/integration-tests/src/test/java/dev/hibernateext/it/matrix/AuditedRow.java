/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;

/** A row that is versioned and stamped by the library's mapped superclass. */
@MappedSuperclass
abstract class AuditedRow extends AuditedEntity implements Row {

    @Id
    private int id;

    @NaturalId
    private String code;

    private String text;

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private Set<String> tags = new HashSet<>();

    AuditedRow(int id) {
        this.id = id;
        this.code = "c" + id;
        this.text = "";
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String code() {
        return code;
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

    @Override
    public Stamps stamps() {
        return Stamps.of(this);
    }

    @Override
    public Comparable<?> version() {
        return Objects.requireNonNull(getVersion());
    }
}
