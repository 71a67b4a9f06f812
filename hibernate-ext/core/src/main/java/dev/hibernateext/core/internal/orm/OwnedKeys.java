/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The attributes of one factory that write the columns of read-only associations. Safe for use by many threads. */
final class OwnedKeys {

    private final OwnedReferences references;
    private final Map<String, List<OwnedKey>> entities = new ConcurrentHashMap<>();

    private OwnedKeys(OwnedReferences references) {
        this.references = references;
    }

    static OwnedKeys of(FactoryState factory) {
        var references = OwnedReferences.of(factory);
        return factory.component(OwnedKeys.class, () -> new OwnedKeys(references));
    }

    /** Those of an entity. */
    List<OwnedKey> of(EntityPersister persister) {
        var known = entities.get(persister.getEntityName());
        return known != null ? known : entities.computeIfAbsent(persister.getEntityName(), name -> read(persister));
    }

    /** The identifiers in a state that another one does not have; all of them if there is no other. */
    void changed(
            EntityPersister persister,
            @Nullable Object[] state,
            @Nullable Object @Nullable [] before,
            BiConsumer<OwnedKey, Object> use) {
        for (var key : of(persister)) {
            var id = key.inState(state);
            if (id != null && (before == null || !id.equals(key.inState(before)))) {
                use.accept(key, id);
            }
        }
    }

    private List<OwnedKey> read(EntityPersister persister) {
        var readOnly = references.of(persister).inState().stream()
                .filter(OwnedKeys::isReadOnly)
                .toList();
        if (readOnly.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<OwnedKey>();
        for (var attribute : basics(persister.getEntityName(), List.of(), persister)) {
            for (var reference : readOnly) {
                if (names(attribute, reference)) {
                    found.add(new OwnedKey(attribute.label(), attribute.path(), target(reference)));
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean isReadOnly(OwnedReference reference) {
        var column = reference.column();
        return column != null
                && reference.target() != null
                && reference.keyed()
                && !column.isInsertable()
                && !column.isUpdateable();
    }

    private static EntityPersister target(OwnedReference reference) {
        return Objects.requireNonNull(reference.target(), "A read-only association has one target");
    }

    private record Basic(String label, List<AttributeMapping> path, BasicValuedModelPart part) {}

    private static List<Basic> basics(String label, List<AttributeMapping> parents, ManagedMappingType type) {
        var found = new ArrayList<Basic>();
        type.forEachAttributeMapping((AttributeMapping attribute) -> {
            var path = new ArrayList<>(parents);
            path.add(attribute);
            var name = label + "." + attribute.getAttributeName();
            if (attribute instanceof BasicValuedModelPart basic) {
                found.add(new Basic(name, List.copyOf(path), basic));
            } else if (attribute.asEmbeddedAttributeMapping() != null) {
                var embedded = attribute.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor();
                found.addAll(basics(name, path, embedded));
            }
        });
        return found;
    }

    /** Whether an attribute is for the column of an association, as a value of the identifier's own type. */
    private static boolean names(Basic attribute, OwnedReference reference) {
        var column = reference.column();
        var target = reference.target();
        return column != null
                && target != null
                && isSame(attribute.part(), column)
                && attribute.part().getJavaType().getJavaTypeClass()
                        == target.getIdentifierMapping().getJavaType().getJavaTypeClass();
    }

    static boolean isSame(SelectableMapping one, SelectableMapping other) {
        return one.getSelectionExpression().equals(other.getSelectionExpression())
                && one.getContainingTableExpression().equals(other.getContainingTableExpression());
    }
}
