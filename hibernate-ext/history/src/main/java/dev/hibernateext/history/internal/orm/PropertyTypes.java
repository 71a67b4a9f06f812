/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.Arrays;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;

/** The types of attributes by their names. */
final class PropertyTypes {

    private PropertyTypes() {}

    static Type of(EntityPersister persister, String name) {
        return persister
                .getPropertyTypes()[Arrays.asList(persister.getPropertyNames()).indexOf(name)];
    }
}
