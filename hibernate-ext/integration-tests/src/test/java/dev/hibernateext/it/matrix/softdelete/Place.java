/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import org.jspecify.annotations.Nullable;

/**
 * Where an item belongs.
 *
 * @param id its number
 * @param scene the scene it is part of
 * @param shelf what it is on
 */
record Place<S>(int id, int scene, @Nullable S shelf) {

    /** For the constructors that Hibernate calls. */
    static <S> Place<S> none() {
        return new Place<>(0, 0, null);
    }
}
