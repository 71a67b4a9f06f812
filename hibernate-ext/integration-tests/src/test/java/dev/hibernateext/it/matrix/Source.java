/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Has one row, which {@code insert … select} selects from. */
@Entity
class Source {

    @Id
    int id = 1;
}
