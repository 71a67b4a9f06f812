/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import dev.hibernateext.tenancy.rls.TenantTable.Keys;
import dev.hibernateext.tenancy.rls.TenantTable.Parent;
import dev.hibernateext.tenancy.rls.TenantTable.Reference;
import dev.hibernateext.tenancy.rls.TenantTable.TenantColumn;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** Finds all tables with rows of tenants in the boot model. */
final class TenantTables {

    private final Metadata metadata;
    private final Function<Table, String> names;
    private final Map<Table, TenantTable> found = new LinkedHashMap<>();

    /** By the table with the history, the table it is of. */
    private final Map<Table, Table> origins = new LinkedHashMap<>();

    /** Links without a table, by the name Envers gives the table of their history. */
    private final Map<String, Reference> links = new TreeMap<>();

    /** By the table with the history of such a link, the row that owns it. */
    private final Map<Table, Reference> linked = new LinkedHashMap<>();

    private TenantTables(Metadata metadata, Function<Table, String> names) {
        this.metadata = metadata;
        this.names = names;
    }

    /** In the order in which policies can be made. */
    static Collection<TenantTable> of(Metadata metadata, Function<Table, String> names) {
        return in(metadata, names).values();
    }

    /** By the tables of the boot model, in the same order. */
    static Map<Table, TenantTable> in(Metadata metadata, Function<Table, String> names) {
        var tables = new TenantTables(metadata, names);
        metadata.getEntityBindings().forEach(tables::addEntity);
        metadata.getCollectionBindings().forEach(tables::addCollection);
        metadata.getEntityBindings().forEach(tables::findHistory);
        tables.addHistory();
        return tables.found;
    }

    private void addEntity(PersistentClass entity) {
        var column = TenantAttribute.columnOf(entity);
        if (column == null) {
            return;
        }
        addTable(entity, column);
        entity.getJoins()
                .forEach(join ->
                        add(join.getTable(), column, reference(join.getKey(), entity.getRootClass()), List.of()));
        addAuxiliary(entity.getAuxiliaryTable(), column, identity(entity));
    }

    private void addTable(PersistentClass entity, Column column) {
        var table = entity.getTable();
        if (table.isPhysicalTable() && !table.isAbstract()) {
            var root = entity.getRootClass();
            add(
                    table,
                    column,
                    table.equals(root.getTable()) ? identity(entity) : reference(entity.getKey(), root),
                    List.of());
        }
    }

    private Reference identity(PersistentClass entity) {
        return reference(entity.getRootClass().getIdentifier(), entity.getRootClass());
    }

    private Reference reference(Value columns, PersistentClass owner) {
        return new Reference(names.apply(owner.getTable()), quoted(columns), quoted(owner.getIdentifier()));
    }

    private void addCollection(org.hibernate.mapping.Collection collection) {
        var owner = collection.getOwner();
        var column = TenantAttribute.columnOf(owner);
        var table = collection.getCollectionTable();
        if (column == null || table == null || !table.isPhysicalTable()) {
            return;
        }
        if (found.containsKey(table)) {
            addLink(collection);
            return;
        }
        var key = owner(collection);
        add(table, column, key, element(collection));
        addAuxiliary(collection.getAuxiliaryTable(), column, key);
    }

    private Reference owner(org.hibernate.mapping.Collection collection) {
        var owner = collection.getOwner();
        var target = collection.getReferencedPropertyName() == null
                ? owner.getIdentifier()
                : owner.getReferencedProperty(collection.getReferencedPropertyName())
                        .getValue();
        return new Reference(names.apply(target.getTable()), quoted(collection.getKey()), quoted(target));
    }

    /** A foreign key in the table of the elements: Envers keeps its history in a table that follows none. */
    private void addLink(org.hibernate.mapping.Collection collection) {
        if (collection.isOneToMany() && !collection.isInverse()) {
            var element = ((OneToMany) collection.getElement()).getReferencedEntityName();
            var name = lastPart(collection.getOwnerEntityName()) + '_' + lastPart(element);
            links.put(name.toLowerCase(Locale.ROOT), owner(collection));
        }
    }

    private static String lastPart(String entity) {
        return entity.substring(entity.lastIndexOf('.') + 1);
    }

    private List<Reference> element(org.hibernate.mapping.Collection collection) {
        if (collection.getElement() instanceof ToOne element && element.isReferenceToPrimaryKey()) {
            var target = metadata.getEntityBinding(element.getReferencedEntityName());
            if (target != null && TenantAttribute.columnOf(target) != null) {
                return List.of(reference(element, target));
            }
        }
        return List.of();
    }

    private void addAuxiliary(@Nullable Table table, Column column, Reference owner) {
        if (table != null) {
            add(table, column, owner, List.of());
        }
    }

    private void add(Table table, Column tenant, Reference owner, List<Reference> others) {
        var name = names.apply(table);
        var own = table.getColumn(tenant);
        found.putIfAbsent(
                table,
                own == null
                        ? TenantTable.byOwner(name, owner, others)
                        : TenantTable.byColumn(
                                name,
                                new TenantColumn(
                                        quoted(own),
                                        type(own),
                                        table.equals(tenant.getValue().getTable())),
                                keys(table)));
    }

    private Keys keys(Table table) {
        var parents = table.getForeignKeyCollection().stream()
                .filter(key ->
                        key.isPhysicalConstraint() && key.isReferenceToPrimaryKey() && key.getReferencedTable() != null)
                .map(this::parent)
                .toList();
        var identity = table.getPrimaryKey();
        return new Keys(identity == null ? List.of() : quoted(identity.getColumns()), parents);
    }

    private Parent parent(ForeignKey key) {
        var target = key.getReferencedTable();
        return new Parent(
                key.getName(),
                new Reference(
                        names.apply(target),
                        quoted(key.getColumns()),
                        quoted(target.getPrimaryKey().getColumns())));
    }

    /**
     * The tables of Envers are entities without a class. Each bears the name of the table it follows, and the columns that say
     * whose its rows are, by the same names.
     */
    private void findHistory(PersistentClass entity) {
        if (!entity.hasPojoRepresentation()) {
            findHistory(entity.getTable());
            entity.getJoins().forEach(join -> findHistory(join.getTable()));
        }
    }

    private void findHistory(Table table) {
        if (found.containsKey(table)) {
            return;
        }
        var link = linkOf(table);
        var origin = originOf(table);
        if (link != null && (origin == null || lower(origin).length() < link.length())) {
            linked.put(table, Objects.requireNonNull(links.get(link)));
        } else if (origin != null) {
            origins.put(table, origin);
        }
    }

    private @Nullable String linkOf(Table history) {
        return links.keySet().stream()
                .filter(lower(history)::contains)
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    private void addHistory() {
        var histories = new HashMap<String, String>();
        origins.forEach(
                (history, origin) -> histories.merge(names.apply(origin), names.apply(history), TenantTables::shorter));
        origins.forEach((history, origin) -> found.put(history, followed(history, origin, histories)));
        linked.forEach((history, owner) ->
                found.put(history, TenantTable.byOwner(names.apply(history), past(owner, histories), List.of())));
    }

    private static String shorter(String one, String other) {
        return other.length() < one.length() ? other : one;
    }

    private @Nullable Table originOf(Table history) {
        var name = lower(history);
        return found.keySet().stream()
                .filter(candidate -> name.contains(lower(candidate)) && isOrigin(candidate, history))
                .max(Comparator.comparingInt(candidate -> lower(candidate).length()))
                .orElse(null);
    }

    /** A history without the tenant has the key of what it follows, and the number of a revision. */
    private boolean isOrigin(Table candidate, Table history) {
        var rule = Objects.requireNonNull(found.get(candidate));
        return rule.tenant() == null || hasColumn(history, rule.tenant().name()) || hasKeyOf(candidate, history);
    }

    private static boolean hasKeyOf(Table candidate, Table history) {
        return history.getPrimaryKey() != null
                && history.getPrimaryKey().getColumnSpan()
                        == candidate.getPrimaryKey().getColumnSpan() + 1;
    }

    private TenantTable followed(Table history, Table origin, Map<String, String> histories) {
        var rule = Objects.requireNonNull(found.get(origin));
        var name = names.apply(history);
        if (rule.tenant() != null && hasColumn(history, rule.tenant().name())) {
            var tenant = new TenantColumn(rule.tenant().name(), rule.tenant().type(), false);
            return TenantTable.byColumn(name, tenant, keys(history));
        }
        var owner = rule.owner() == null ? sameKey(origin, rule) : past(rule.owner(), histories);
        return TenantTable.byOwner(name, owner, List.of());
    }

    /** The history of a row's owner, since the owner itself may be deleted. */
    private static Reference past(Reference owner, Map<String, String> histories) {
        return new Reference(histories.getOrDefault(owner.table(), owner.table()), owner.columns(), owner.targets());
    }

    private Reference sameKey(Table origin, TenantTable rule) {
        var identity = quoted(origin.getPrimaryKey().getColumns());
        return new Reference(rule.name(), identity, identity);
    }

    private boolean hasColumn(Table table, String quotedName) {
        return table.getColumns().stream().anyMatch(column -> quoted(column).equals(quotedName));
    }

    private static String lower(Table table) {
        return table.getName().toLowerCase(Locale.ROOT);
    }

    private List<String> quoted(Value value) {
        return quoted(value.getColumns());
    }

    private List<String> quoted(Collection<Column> columns) {
        return columns.stream().map(this::quoted).toList();
    }

    private String quoted(Column column) {
        return column.getQuotedName(metadata.getDatabase().getDialect());
    }

    private String type(Column column) {
        var type = column.getSqlType(metadata);
        return type.startsWith("varchar") || type.equals("text") ? "" : type;
    }
}
