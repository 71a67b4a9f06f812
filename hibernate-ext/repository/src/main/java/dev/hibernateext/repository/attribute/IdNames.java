/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Comparator;
import java.util.stream.Stream;

/** The attributes an entity is identified by. */
final class IdNames {

    private IdNames() {}

    /** In their order, and through associations that are part of the id. */
    static Stream<String> of(IdentifiableType<?> type) {
        return idAttributes(type)
                .sorted(Comparator.comparing(Attribute::getName))
                .flatMap(IdNames::namesBelow);
    }

    private static Stream<String> namesBelow(SingularAttribute<?, ?> attribute) {
        if (attribute.getType() instanceof IdentifiableType<?> target) {
            return of(target).map(name -> attribute.getName() + "." + name);
        }
        return Stream.of(attribute.getName());
    }

    private static Stream<SingularAttribute<?, ?>> idAttributes(IdentifiableType<?> type) {
        if (type.hasSingleIdAttribute()) {
            return type.getSingularAttributes().stream()
                    .<SingularAttribute<?, ?>>map(attribute -> attribute)
                    .filter(SingularAttribute::isId);
        }
        return type.getIdClassAttributes().stream().map(attribute -> attribute);
    }
}
