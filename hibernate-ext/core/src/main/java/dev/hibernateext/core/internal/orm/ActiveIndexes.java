/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.KeyDeclarations.Declaration;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import dev.hibernateext.core.softdelete.internal.ActiveKey;
import dev.hibernateext.core.softdelete.internal.ActiveRows;
import dev.hibernateext.core.softdelete.internal.DeletionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.jspecify.annotations.Nullable;

/** Puts the indexes behind unique keys among active rows into tables of one hierarchy, and takes out what they replace. */
final class ActiveIndexes {

    private static final String ACTIVE_COLUMN = "row_active";
    private static final int NAME_LENGTH = 63;

    private final RootClass root;
    private final @Nullable Column tenant;
    private final MetadataBuildingContext context;
    private @Nullable Column active;

    ActiveIndexes(RootClass root, @Nullable Column tenant, MetadataBuildingContext context) {
        this.root = root;
        this.tenant = tenant;
        this.context = context;
    }

    /** The unique constraints over the columns of a key, with or without the tenant. */
    List<PlainKey> coveredBy(List<Column> key, Table table) {
        return PlainKey.of(table).stream()
                .filter(plain -> plain.covers(key) || plain.covers(withTenant(key)))
                .toList();
    }

    private List<Column> withTenant(List<Column> key) {
        if (tenant == null || key.contains(tenant)) {
            return key;
        }
        // last, so that a foreign key in the key keeps an index that begins with it
        var columns = new ArrayList<>(key);
        columns.add(tenant);
        return columns;
    }

    void add(Table table, Declaration declaration, List<Column> key, List<PlainKey> replaced) {
        var dialect = context.getMetadataCollector().getDatabase().getDialect();
        var kind = kindOf(dialect, declaration);
        replaced.forEach(plain -> refuseReferred(declaration, plain));
        var columns = withTenant(key);
        var index = new ActiveUniqueIndex(keyOf(table, declaration, columns, replaced), List.copyOf(key));
        index.setTable(table);
        index.setName(index.key().name().render());
        index.setUnique(true);
        columns.forEach(index::addColumn);
        if (kind == ActiveRows.GENERATED_COLUMN) {
            index.addColumn(activeColumn());
        } else {
            index.setOptions(ActiveRows.condition(mark().getQuotedName(dialect)));
        }
        refuseTwice(table, declaration, index);
        replaced.forEach(PlainKey::remove);
        table.addIndex(index);
    }

    private static ActiveRows kindOf(Dialect dialect, Declaration declaration) {
        var kind = ActiveRows.of(dialect);
        if (kind == null) {
            throw SoftDeleteMappingException.uniqueKey(
                    declaration.label(),
                    "it is not known how %s leaves rows out of a unique key"
                            .formatted(dialect.getClass().getSimpleName()),
                    "Use PostgreSQL, MariaDB or H2, or a unique constraint over all rows");
        }
        return kind;
    }

    private ActiveKey keyOf(Table table, Declaration declaration, List<Column> columns, List<PlainKey> replaced) {
        return new ActiveKey(
                declaration.entity().getEntityName(),
                declaration.attributes(),
                nameOf(table, declaration, columns, replaced),
                table.getQualifiedTableName(),
                columns.stream().map(this::identifier).toList(),
                identifier(mark()),
                activeName(),
                replaced.stream()
                        .flatMap(plain -> plain.names().stream())
                        .distinct()
                        .toList());
    }

    private Identifier nameOf(Table table, Declaration declaration, List<Column> columns, List<PlainKey> replaced) {
        if (!declaration.name().isEmpty()) {
            return context.getMetadataCollector().getDatabase().toIdentifier(declaration.name());
        }
        for (var plain : replaced) {
            var name = plain.explicitName();
            if (name != null && name.length() + "_active".length() <= NAME_LENGTH) {
                return Identifier.toIdentifier(name + "_active");
            }
        }
        return Identifier.toIdentifier(NamingHelper.INSTANCE.generateHashedConstraintName(
                "UKA",
                table.getNameIdentifier(),
                columns.stream().map(this::identifier).toList()));
    }

    private Identifier identifier(Column column) {
        return column.getNameIdentifier(context);
    }

    private Column mark() {
        return SoftDeleteBinder.markOf(root).stream()
                .filter(part -> part.kind() == DeletionKind.AT)
                .map(part -> part.property().getColumns().get(0))
                .findFirst()
                .orElseThrow();
    }

    private Identifier activeName() {
        var database = context.getMetadataCollector().getDatabase();
        return Objects.requireNonNull(context.getBuildingOptions()
                .getPhysicalNamingStrategy()
                .toPhysicalColumnName(database.toIdentifier(ACTIVE_COLUMN), database.getJdbcEnvironment()));
    }

    private Column activeColumn() {
        if (active == null) {
            active = newActiveColumn();
            root.getTable().addColumn(active);
        }
        return active;
    }

    private Column newActiveColumn() {
        var name = activeName();
        if (root.getTable().getColumn(name) != null) {
            throw SoftDeleteMappingException.uniqueKey(
                    root.getEntityName(),
                    "its table has a column %s, and the generated column of its keys is called so"
                            .formatted(name.getText()),
                    "Rename that column");
        }
        var dialect = context.getMetadataCollector().getDatabase().getDialect();
        var value = new BasicValue(context, root.getTable());
        value.setImplicitJavaTypeAccess(types -> Byte.class);
        var column = new Column(name.render(dialect));
        column.setValue(value);
        column.setGeneratedAs(ActiveRows.expression(mark().getQuotedName(dialect)));
        value.addColumn(column);
        return column;
    }

    private void refuseReferred(Declaration declaration, PlainKey plain) {
        for (var table : context.getMetadataCollector().collectTableMappings()) {
            for (var foreign : table.getForeignKeyCollection()) {
                if (plain.table().equals(foreign.getReferencedTable())
                        && plain.covers(foreign.getReferencedColumns())) {
                    throw referred(declaration, "foreign key " + foreign.getName() + " of table " + table.getName());
                }
            }
        }
        for (var collection : context.getMetadataCollector().getCollectionBindings()) {
            if (plain.covers(referredBy(collection))) {
                throw referred(declaration, collection.getRole());
            }
        }
    }

    /** The columns other than the primary key that links of a collection to rows of this hierarchy hold. */
    private List<Column> referredBy(Collection collection) {
        if (collection.getElement() instanceof ToOne target && target.getReferencedPropertyName() != null) {
            return columnsOf(target.getReferencedEntityName(), target.getReferencedPropertyName());
        }
        var property = collection.getReferencedPropertyName();
        return property == null ? List.of() : columnsOf(collection.getOwnerEntityName(), property);
    }

    private List<Column> columnsOf(String entityName, String property) {
        var entity = context.getMetadataCollector().getEntityBinding(entityName);
        return entity != null && entity.getRootClass() == root
                ? entity.getReferencedProperty(property).getColumns()
                : List.of();
    }

    private static SoftDeleteMappingException referred(Declaration declaration, String by) {
        return SoftDeleteMappingException.uniqueKey(
                declaration.label(),
                "%s refers to it, and deleted rows must stay distinct".formatted(by),
                "Refer to the primary key");
    }

    private static void refuseTwice(Table table, Declaration declaration, ActiveUniqueIndex index) {
        if (table.getIndex(index.getName()) != null) {
            throw SoftDeleteMappingException.uniqueKey(
                    declaration.label(),
                    "table %s has two indexes named %s".formatted(table.getName(), index.getName()),
                    "Declare the key once, or give it another name");
        }
    }
}
