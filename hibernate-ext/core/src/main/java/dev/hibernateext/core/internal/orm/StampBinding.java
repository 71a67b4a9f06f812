/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.stamp.internal.StampAttribute;
import dev.hibernateext.core.stamp.internal.StampGenerator;
import org.hibernate.generator.Generator;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.GeneratorCreator;

/** Marks a property of the boot model as a stamp and makes its generator. */
record StampBinding(StampAttribute attribute) implements GeneratorCreator {

    @Override
    public Generator createGenerator(GeneratorCreationContext context) {
        return new StampGenerator(attribute);
    }
}
