/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import java.util.List;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.jspecify.annotations.Nullable;

/** Sets an attribute of an instance, through embeddables on the way. */
record AttributeSetter(List<AttributeMapping> steps) {

    AttributeSetter {
        steps = List.copyOf(steps);
    }

    void set(Object target, @Nullable Object value) {
        var first = steps.get(0);
        first.setValue(target, changed(0, first.getValue(target), value));
    }

    /** What the attribute of a step has to be for the last one to have the value. */
    private @Nullable Object changed(int step, @Nullable Object current, @Nullable Object value) {
        if (step == steps.size() - 1) {
            return value;
        }
        var embeddable = ((EmbeddableValuedModelPart) steps.get(step)).getEmbeddableTypeDescriptor();
        var values = valuesOf(embeddable, current);
        var index = steps.get(step + 1).getStateArrayPosition();
        values[index] = changed(step + 1, values[index], value);
        return embeddable.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
    }

    /** Not those that Hibernate has loaded: embeddables are mutable, and the old state is what it compares with. */
    private static @Nullable Object[] valuesOf(EmbeddableMappingType embeddable, @Nullable Object instance) {
        if (instance != null) {
            return embeddable.getValues(instance).clone();
        }
        var values = new @Nullable Object[embeddable.getNumberOfAttributeMappings()];
        embeddable.forEachAttributeMapping((index, attribute) -> values[index] =
                Zero.of(attribute.getPropertyAccess().getGetter().getReturnTypeClass()));
        return values;
    }
}
