/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.shop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item as clients see it.
 *
 * @param id its identifier
 * @param name what it is called
 * @param shop whose it is
 * @param createdBy who wrote it
 */
public record ItemView(
        long id,
        String name,
        @Nullable String shop,
        @Nullable String createdBy) {

    static ItemView of(Item item) {
        return new ItemView(Objects.requireNonNull(item.id), item.name, item.shop, item.getCreatedBy());
    }
}
