/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** The entities of a factory. */
final class Model {

    private final List<Subject> entities = new ArrayList<>();

    Model(SessionFactoryImplementor factory) {
        for (var type : factory.getJpaMetamodel().getEntities()) {
            if (type.getJavaType() != null) {
                entities.add(new Subject(type, factory.getMappingMetamodel().getEntityDescriptor(type.getJavaType())));
            }
        }
        entities.sort(Comparator.comparing(Subject::name));
    }

    List<Subject> concrete() {
        return entities.stream().filter(entity -> !entity.isAbstract()).toList();
    }

    /** All entities, the abstract ones too. */
    List<Subject> all() {
        return entities;
    }

    /** The entity of a class, or one of its subclasses if it is abstract. */
    @Nullable
    Subject concrete(Class<?> type) {
        return entities.stream()
                .filter(entity -> !entity.isAbstract() && type.isAssignableFrom(entity.javaType()))
                .min(Comparator.comparing(entity -> entity.javaType() != type))
                .orElse(null);
    }
}
