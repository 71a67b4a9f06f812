/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;

/**
 * An attribute of a path.
 *
 * @param isId whether it alone identifies its entity
 * @param nullable whether a row may have NULL there
 */
record PathStep(String name, boolean isAssociation, boolean isId, boolean nullable) {

    static PathStep of(ManagedType<?> owner, Attribute<?, ?> attribute) {
        var isId = attribute instanceof SingularAttribute<?, ?> singular && singular.isId();
        var single = isId && owner instanceof IdentifiableType<?> type && type.hasSingleIdAttribute();
        // Behind an association that must be there may be a row that is hidden.
        var nullable = attribute.isAssociation()
                || (attribute instanceof SingularAttribute<?, ?> value
                        && !value.isId()
                        && !value.getJavaType().isPrimitive()
                        && value.isOptional());
        return new PathStep(attribute.getName(), attribute.isAssociation(), single, nullable);
    }
}
