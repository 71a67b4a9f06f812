/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * What the row of an entity refers to.
 *
 * @param inState by attributes
 * @param inIdentifier by attributes of its identifier
 * @param ofEntity whether attributes of the identifier are read from the entity
 * @param collections those with rows of their own that refer to something
 */
record EntityReferences(
        List<OwnedReference> inState,
        List<OwnedReference> inIdentifier,
        boolean ofEntity,
        List<PluralAttributeMapping> collections) {

    /** The references of a state that another one does not have; all of them if there is no other. */
    void changed(@Nullable Object[] state, @Nullable Object @Nullable [] before, OwnedReference.Use use) {
        for (var reference : inState) {
            var value = reference.inState(state);
            if (value != null && (before == null || reference.inState(before) != value)) {
                use.of(reference, value);
            }
        }
    }
}
