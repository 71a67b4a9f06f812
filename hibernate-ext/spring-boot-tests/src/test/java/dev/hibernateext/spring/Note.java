/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

@Entity
class Note extends TenantEntity {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @NotBlank
    @Column(nullable = false)
    String title = "";

    @PositiveOrZero
    int pages;

    protected Note() {}

    Note(String title, int pages) {
        this.title = title;
        this.pages = pages;
    }

    @Nullable
    Long getId() {
        return id;
    }

    String getTitle() {
        return title;
    }
}
