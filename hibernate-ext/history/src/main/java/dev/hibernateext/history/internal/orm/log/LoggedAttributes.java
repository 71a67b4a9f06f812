/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.BasicAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/** Finds what Hibernate keeps of an entity. Leans on {@code ToOneAttributeMapping} for the side of a reference. */
final class LoggedAttributes {

    final Map<String, List<LoggedValue>> values = new TreeMap<>();
    final Map<String, LoggedCollection> collections = new TreeMap<>();
    final Map<String, PluralAttributeMapping> plurals = new TreeMap<>();

    private LoggedAttributes() {}

    static LoggedAttributes of(EntityPersister persister) {
        var found = new LoggedAttributes();
        persister.getAttributeMappings().forEach(attribute -> {
            if (!persister.isPropertyAuditedExcluded(attribute.getStateArrayPosition())) {
                found.add(attribute.getAttributeName(), attribute);
            }
        });
        return found;
    }

    private void add(String path, AttributeMapping attribute) {
        if (attribute.isEmbeddedAttributeMapping()) {
            addParts(path + '.', attribute.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor());
        } else if (attribute instanceof PluralAttributeMapping plural) {
            addCollection(path, plural);
        } else if (attribute instanceof ToOneAttributeMapping reference) {
            addReference(path, reference);
        } else if (attribute instanceof BasicAttributeMapping basic && !basic.isFormula()) {
            values.put(path, List.of(new LoggedValue(path, false, attribute.getJavaType())));
        }
    }

    private void addParts(String prefix, EmbeddableMappingType embeddable) {
        embeddable.forEachAttributeMapping(part -> add(prefix + part.getAttributeName(), part));
    }

    /** The inverse side has no columns. */
    private void addReference(String path, ToOneAttributeMapping reference) {
        if (reference.getSideNature() != ForeignKeyDescriptor.Nature.TARGET) {
            values.put(
                    path, idOf(path, reference.getAssociatedEntityMappingType().getIdentifierMapping()));
        }
    }

    /** The parts of the id of what a path leads to. */
    private static List<LoggedValue> idOf(String path, EntityIdentifierMapping id) {
        if (!(id instanceof CompositeIdentifierMapping composite)) {
            return List.of(new LoggedValue(path, true, id.getJavaType()));
        }
        var parts = new ArrayList<LoggedValue>();
        addIdParts(path + '.' + (composite.isVirtual() ? "" : id.getAttributeName() + '.'), composite, parts);
        return parts;
    }

    /** The parts of the id of an entity, behind an alias. */
    static List<LoggedValue> id(EntityIdentifierMapping id) {
        var parts = new ArrayList<LoggedValue>();
        if (id instanceof CompositeIdentifierMapping composite) {
            addIdParts(composite.isVirtual() ? "" : id.getAttributeName() + '.', composite, parts);
        } else {
            parts.add(new LoggedValue(id.getAttributeName(), false, id.getJavaType()));
        }
        return parts;
    }

    private static void addIdParts(String prefix, CompositeIdentifierMapping composite, List<LoggedValue> parts) {
        var nested = new LoggedAttributes();
        nested.addParts(prefix, composite.getEmbeddableTypeDescriptor());
        composite
                .getEmbeddableTypeDescriptor()
                .forEachAttributeMapping(part -> nested.values.forEach((path, values) -> {
                    if ((path + '.').startsWith(prefix + part.getAttributeName() + '.')) {
                        parts.addAll(values);
                    }
                }));
    }

    /** Inverse collections, and those of what is not recorded, have no table of their own. */
    private void addCollection(String path, PluralAttributeMapping plural) {
        var log = plural.getAuditMapping();
        var persister = plural.getCollectionDescriptor();
        if (log != null && !persister.isInverse()) {
            plurals.put(path, plural);
            var table = tableOf(plural);
            var owner = new ArrayList<String>();
            plural.getKeyDescriptor()
                    .getKeyPart()
                    .forEachSelectable((index, column) -> owner.add(column.getSelectionExpression()));
            collections.put(
                    path,
                    new LoggedCollection(
                            path,
                            log.resolveTableName(table),
                            log.getChangesetIdMapping(table).getSelectionExpression(),
                            owner));
        }
    }

    static String tableOf(PluralAttributeMapping plural) {
        return plural.getSeparateCollectionTable() == null
                ? plural.getKeyDescriptor().getKeyTable()
                : plural.getSeparateCollectionTable();
    }
}
