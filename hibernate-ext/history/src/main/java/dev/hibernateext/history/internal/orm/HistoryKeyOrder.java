/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.ColumnOrderingStrategyStandard;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * In the keys of tables of Envers, whose a row is comes before its revision: an index in Hibernate's usual order, by the size of
 * columns, finds no rows of an entity. Only schemas that Hibernate creates ask for it; Hibernate makes it from its name.
 */
public final class HistoryKeyOrder extends ColumnOrderingStrategyStandard {

    private static final int OWNER = 0;
    private static final int ELEMENT = 1;
    private static final int REVISION = 2;

    /** For Hibernate. */
    public HistoryKeyOrder() {}

    @Override
    public List<Column> orderConstraintColumns(Constraint constraint, Metadata metadata) {
        var usual = super.orderConstraintColumns(constraint, metadata);
        if (!(constraint instanceof PrimaryKey)) {
            return usual;
        }
        return identifier(constraint.getTable(), metadata)
                .map(ranks -> ordered(usual, ranks))
                .orElse(usual);
    }

    private static List<Column> ordered(List<Column> usual, Map<String, Integer> ranks) {
        return usual.stream()
                .sorted(Comparator.comparing(column -> ranks.getOrDefault(name(column), OWNER)))
                .toList();
    }

    /** The ranks of the columns of a table of history by their names; empty for another table. */
    private static Optional<Map<String, Integer>> identifier(Table table, Metadata metadata) {
        var envers = envers(metadata);
        if (envers == null) {
            return Optional.empty();
        }
        var originalId = envers.getConfig().getOriginalIdPropertyName();
        return metadata.getEntityBindings().stream()
                .filter(entity -> entity.getTable().equals(table))
                .filter(entity -> entity.getIdentifierProperty() != null
                        && entity.getIdentifierProperty().getName().equals(originalId))
                .findFirst()
                .map(entity -> ranks(entity, envers, metadata));
    }

    private static @Nullable EnversService envers(Metadata metadata) {
        var envers = ((MetadataImplementor) metadata)
                .getMetadataBuildingOptions()
                .getServiceRegistry()
                .getService(EnversService.class);
        return envers != null && envers.isEnabled() && envers.isInitialized() ? envers : null;
    }

    private static Map<String, Integer> ranks(PersistentClass entity, EnversService envers, Metadata metadata) {
        var isOfEntity =
                envers.getEntitiesConfigurations().getEntityNameForVersionsEntityName(entity.getEntityName()) != null;
        var ranks = new HashMap<String, Integer>();
        for (var part : ((Component) entity.getIdentifier()).getProperties()) {
            var isRevision = part.getName().equals(envers.getConfig().getRevisionFieldName());
            var rank = isOfEntity || isOwner(part, metadata) ? OWNER : ELEMENT;
            part.getColumns().forEach(column -> ranks.put(name(column), isRevision ? REVISION : rank));
        }
        return ranks;
    }

    /** Envers puts the owner's name before the parts of its id. */
    private static boolean isOwner(Property part, Metadata metadata) {
        return metadata.getEntityBindings().stream()
                .map(PersistentClass::getEntityName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .anyMatch(name -> part.getName().startsWith(name + '_'));
    }

    private static String name(Column column) {
        return column.getName().toLowerCase(Locale.ROOT);
    }
}
