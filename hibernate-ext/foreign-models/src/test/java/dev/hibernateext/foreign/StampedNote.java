/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.UpdatedAt;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entity that asks for stamps. Java drops the annotations where their classes are absent, so it boots there too. */
@Entity
class StampedNote {

    @Id
    @Nullable
    Long id;

    @Nullable
    String text;

    @CreatedAt
    @Nullable
    Instant createdAt;

    @UpdatedAt
    @Nullable
    Instant updatedAt;
}
