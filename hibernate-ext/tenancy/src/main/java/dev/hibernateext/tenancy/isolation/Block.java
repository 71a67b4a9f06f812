/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** What one query, or one statement that writes, takes its rows from, and what restricts them. */
final class Block {

    private final @Nullable Block outer;
    private final List<Source> sources = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final List<Runnable> deferred = new ArrayList<>();

    Block(@Nullable Block outer) {
        this.outer = outer;
    }

    /**
     * Two sides that are equal in each row.
     *
     * @param left one side
     * @param right the other side, or null where it is a value
     * @param value what is known of the other side where it is no expression
     * @param restricted the sources no row of which is used otherwise
     */
    record Equality(
            Expression left, @Nullable Expression right, Output.@Nullable Value value, Collection<Source> restricted) {}

    void add(Source source) {
        sources.add(source);
    }

    List<Source> sources() {
        return sources;
    }

    void add(Equality equality) {
        equalities.add(equality);
    }

    /** The source of a column, and its name. */
    record Place(Source source, String column) {}

    /** Where a column comes from; null where that is not certain. */
    @Nullable
    Place place(Column column) {
        var name = SqlName.folded(column.getColumnName());
        var table = column.getTable();
        if (table == null || table.getName() == null) {
            return unqualified(name);
        }
        var qualified = table.getSchemaName() != null;
        var named = sources.stream()
                .filter(source -> qualified
                        ? SqlName.folded(source.alias()).equals(SqlName.folded(table.getName()))
                        : source.alias().equals(SqlName.alias(table.getName())))
                .toList();
        if (named.size() == 1) {
            return new Place(named.get(0), name);
        }
        return named.isEmpty() && outer != null ? outer.place(column) : null;
    }

    /** The database refuses names that are ambiguous, so the one table that is known to have the column is the one. */
    private @Nullable Place unqualified(String name) {
        var having = sources.stream()
                .filter(source -> source.hasTenant(name) || source.output().named(name) != null)
                .toList();
        if (having.size() == 1) {
            return new Place(having.get(0), name);
        }
        return having.isEmpty() && sources.size() == 1 ? new Place(sources.get(0), name) : null;
    }

    /** What is known of an expression. */
    Output.@Nullable Value value(Expression expression) {
        var stripped = Conditions.stripped(expression);
        if (stripped instanceof Column column) {
            var place = place(column);
            return place == null ? null : place.source().value(place.column());
        }
        var constant = Conditions.constant(stripped);
        return constant == null ? null : new Output.Value("", constant, null);
    }

    /** Puts off what can be concluded only when the rest is. */
    void defer(Runnable conclusion) {
        deferred.add(conclusion);
    }

    /** Draws all conclusions. */
    void solve() {
        concludeAll();
        deferred.forEach(Runnable::run);
        deferred.clear();
        concludeAll();
    }

    private void concludeAll() {
        var changed = true;
        while (changed) {
            changed = false;
            for (var equality : equalities) {
                changed |= conclude(equality);
            }
            for (var source : sources) {
                changed |= concludeOwner(source);
            }
        }
    }

    private boolean conclude(Equality equality) {
        return sides(equality).anyMatch(side -> {
            var place = ownPlace(side.column(), equality);
            var value = side.value();
            return place != null
                    && value != null
                    && value.proof() != null
                    && place.source().hasTenant(place.column())
                    && place.source().prove(value.proof());
        });
    }

    private record Side(Expression column, Output.@Nullable Value value) {}

    private Stream<Side> sides(Equality equality) {
        var right = equality.right();
        return right == null
                ? Stream.of(new Side(equality.left(), equality.value()))
                : Stream.of(new Side(equality.left(), value(right)), new Side(right, value(equality.left())));
    }

    private @Nullable Place ownPlace(Expression expression, Equality equality) {
        if (!(Conditions.stripped(expression) instanceof Column column)) {
            return null;
        }
        var place = place(column);
        return place != null && contains(equality.restricted(), place.source()) ? place : null;
    }

    private static boolean contains(Collection<Source> among, Source source) {
        return among.stream().anyMatch(each -> each == source);
    }

    /** A row without a tenant of its own is its owner's. */
    private boolean concludeOwner(Source source) {
        var owner = source.mapped() == null ? null : source.mapped().owner();
        if (owner == null || source.proof() != null) {
            return false;
        }
        var keys = IntStream.range(0, owner.columns().size())
                .mapToObj(i -> key(source, owner, i))
                .toList();
        if (keys.isEmpty() || keys.contains(null)) {
            return false;
        }
        keys.forEach(key -> source.prove(key.proof()));
        return true;
    }

    private Output.@Nullable Key key(Source source, MappedTable.Owner owner, int position) {
        var column = owner.columns().get(position);
        var target = owner.targets().get(position);
        return equalities.stream()
                .flatMap(equality -> sides(equality).filter(side -> {
                    var place = ownPlace(side.column(), equality);
                    return place != null
                            && place.source() == source
                            && place.column().equals(column);
                }))
                .map(side -> side.value() == null ? null : side.value().key())
                .filter(key -> key != null
                        && key.table().equals(owner.table())
                        && key.column().equals(target))
                .findFirst()
                .orElse(null);
    }
}
