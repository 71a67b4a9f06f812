/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.data;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Song extends SoftDeletableEntity {

    @Id
    int id;

    @Column(nullable = false)
    String title = "";

    protected Song() {}

    Song(int id, String title) {
        this.id = id;
        this.title = title;
    }
}
