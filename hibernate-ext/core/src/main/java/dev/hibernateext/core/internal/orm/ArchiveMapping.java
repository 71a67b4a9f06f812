/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.FeatureIntegration.Boot;
import dev.hibernateext.core.softdelete.internal.ArchiveModel;
import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/** Tells where archived rows of soft-deletable entities go: each table has an archive named after it. */
final class ArchiveMapping {

    private static final String SUFFIX = "_archive";

    private final Boot boot;
    private final ArchiveModel model;

    ArchiveMapping(Boot boot) {
        this.boot = boot;
        this.model = ArchiveModel.of(boot.state());
    }

    /** The name of the archive of a table. */
    static Identifier nameOf(Table table) {
        var name = table.getNameIdentifier();
        return Identifier.toIdentifier(name.getText() + SUFFIX, name.isQuoted());
    }

    /** The name of the index of the archive of a table. */
    static Identifier indexOf(Table table) {
        var name = table.getNameIdentifier();
        return Identifier.toIdentifier(name.getText() + SUFFIX + "_ix", name.isQuoted());
    }

    void add(RootClass root) {
        addTables(root, root);
        root.getSubclasses().forEach(subclass -> addTables(root, subclass));
    }

    private void addTables(RootClass root, PersistentClass entity) {
        if (entity instanceof RootClass || entity instanceof JoinedSubclass || entity instanceof UnionSubclass) {
            var key = entity instanceof JoinedSubclass joined ? joined.getKey() : root.getIdentifier();
            addEntity(root, entity.getTable(), key.getColumns());
        }
        entity.getJoins()
                .forEach(join -> addEntity(root, join.getTable(), join.getKey().getColumns()));
    }

    private void addEntity(RootClass root, Table table, List<Column> key) {
        if (table.isPhysicalTable()) {
            var archived = archived(table, key, tenantOf(root, table));
            model.addEntity(root.getEntityName(), archived, create(table, archived));
        }
    }

    private String tenantOf(RootClass root, Table table) {
        return root.getProperties().stream()
                .filter(property -> MappedAnnotations.has(property, TenantId.class))
                .map(property -> property.getColumns().get(0))
                .filter(column -> table.containsColumn(column))
                .map(this::name)
                .findFirst()
                .orElse("");
    }

    void add(Collection collection) {
        if (!collection.isOneToMany() && !collection.isInverse()) {
            var archived = archived(collection.getCollectionTable(), List.of(), "");
            model.addCollection(archived, create(collection.getCollectionTable(), archived));
        }
    }

    /** Whether the rows of a collection go with those of a soft-deletable entity. */
    static boolean concerns(Collection collection, Predicate<String> soft) {
        return soft.test(collection.getOwnerEntityName())
                || (collection.getElement() instanceof ToOne element && soft.test(element.getReferencedEntityName()));
    }

    private ArchivedTable archived(Table table, List<Column> key, String tenant) {
        var columns = table.getColumns().stream()
                .filter(column -> column.getGeneratedAs() == null)
                .map(column -> new ArchivedTable.Column(name(column), column.getSqlType(boot.metadata())))
                .toList();
        return new ArchivedTable(
                format(table, table.getNameIdentifier()),
                format(table, nameOf(table)),
                columns,
                key.stream().map(this::name).toList(),
                tenant);
    }

    private String format(Table table, Identifier name) {
        return boot.factory()
                .getSqlStringGenerationContext()
                .format(new QualifiedTableName(table.getCatalogIdentifier(), table.getSchemaIdentifier(), name));
    }

    private String name(Column column) {
        return column.getQuotedName(dialect());
    }

    private List<String> create(Table table, ArchivedTable archived) {
        var types = boot.factory().getTypeConfiguration().getBasicTypeRegistry();
        var create = archived.create(
                dialect().getCreateTableString(),
                typeName(types.resolve(StandardBasicTypes.UUID)),
                typeName(types.resolve(StandardBasicTypes.INSTANT)));
        var index = "%s %s on %s (%s)"
                .formatted(
                        dialect().getCreateIndexString(false),
                        indexOf(table).render(dialect()),
                        archived.archive(),
                        ArchivedTable.ARCHIVE_ID);
        return List.of(create, index);
    }

    private String typeName(BasicType<?> type) {
        var jdbcType = type.getJdbcType();
        var size = dialect().getSizeStrategy().resolveSize(jdbcType, type.getJavaTypeDescriptor(), null, null, null);
        return boot.factory()
                .getTypeConfiguration()
                .getDdlTypeRegistry()
                .getTypeName(jdbcType.getDdlTypeCode(), size, type);
    }

    private Dialect dialect() {
        return boot.factory().getJdbcServices().getDialect();
    }
}
