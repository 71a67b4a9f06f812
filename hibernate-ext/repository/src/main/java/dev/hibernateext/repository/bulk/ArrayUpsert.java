/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Upserts rows as arrays by {@code on conflict}, which a race for its key does not make fail, with the steps of {@code StatelessSession.upsert} around one statement.
 * It returns a row for each row given, with its key. Belongs to one write.
 */
final class ArrayUpsert<E> implements ChunkWriter<E> {

    private final UpsertPlan plan;
    private final PlainTable table;
    private final RowSteps steps;
    private final EntityPersister persister;
    private final RowValues values;
    private final ArrayParameters arrays;
    private final List<PlainColumn> key;
    private final int[] keyAt;
    private final KeyMatch match;
    private final @Nullable Object[] returnedKey;
    private final @Nullable JdbcMapping version;
    private final @Nullable JdbcMapping id;
    private final String sql;

    private ArrayUpsert(UpsertPlan plan, PlainTable table) {
        this.plan = plan;
        this.table = table;
        this.steps = new RowSteps(table.persister());
        this.persister = table.persister();
        this.values = new RowValues(table);
        this.arrays = new ArrayParameters(table);
        this.keyAt = keyColumns(plan).stream()
                .mapToInt(column -> Objects.requireNonNull(table.position(column)))
                .toArray();
        this.key = Arrays.stream(keyAt).mapToObj(table.columns()::get).toList();
        this.match = new KeyMatch(keyAt.length);
        this.returnedKey = new Object[keyAt.length];
        this.version = persister.isVersioned() ? persister.getVersionMapping().getJdbcMapping() : null;
        this.id = plan.key().isEmpty() ? null : persister.getIdentifierMapping().getSingleJdbcMapping();
        this.sql = sql();
    }

    /** Null where the statement would not do what the session does. */
    static <E> @Nullable ArrayUpsert<E> find(UpsertPlan plan, SharedSessionContractImplementor session) {
        var table = PlainTable.find(plan.persister(), session);
        return table == null || plan.isSoftDeletable() || plan.upsert().keepsRows() || !fits(plan, table)
                ? null
                : new ArrayUpsert<>(plan, table);
    }

    private static boolean fits(UpsertPlan plan, PlainTable table) {
        var persister = plan.persister();
        return persister.getSubclassEntityNames().size() == 1
                && !persister.canWriteToCache()
                && !persister.hasNaturalIdCache()
                && (plan.key().isEmpty() || persister.getIdentifierMapping() instanceof BasicValuedModelPart)
                && hasNumericVersion(persister)
                && !TenantAttributes.has(persister)
                && keyColumns(plan).stream().allMatch(column -> table.position(column) != null);
    }

    private static boolean hasNumericVersion(EntityPersister persister) {
        return !persister.isVersioned()
                || Number.class.isAssignableFrom(
                        persister.getVersionMapping().getJavaType().getJavaTypeClass());
    }

    private static Set<String> keyColumns(UpsertPlan plan) {
        var columns = new LinkedHashSet<String>();
        if (plan.key().isEmpty()) {
            plan.persister()
                    .getIdentifierMapping()
                    .forEachSelectable((index, column) -> columns.add(column.getSelectionExpression()));
        }
        for (var index : plan.key()) {
            plan.persister()
                    .getAttributeMappings()
                    .get(index)
                    .forEachSelectable((i, column) -> columns.add(column.getSelectionExpression()));
        }
        return columns;
    }

    private String sql() {
        return table.insert().replaceFirst(" \\(", " as there (") + " on conflict ("
                + String.join(",", keyColumns(plan)) + ") do update set " + String.join(",", assignments())
                + " returning (xmax = 0)" + returned();
    }

    private List<String> assignments() {
        var columns = new LinkedHashSet<String>();
        for (var i = 0; i < persister.getPropertyNames().length; i++) {
            if (plan.changed().contains(i) || isUpdateStamp(i)) {
                persister.getAttributeMappings().get(i).forEachSelectable((index, column) -> {
                    if (column.isUpdateable() && table.position(column.getSelectionExpression()) != null) {
                        columns.add(column.getSelectionExpression());
                    }
                });
            }
        }
        var assignments = columns.stream()
                .map(column -> column + "=excluded." + column)
                .collect(Collectors.toCollection(ArrayList::new));
        if (version != null) {
            var column = persister.getVersionMapping().getSelectionExpression();
            assignments.add("%1$s=there.%1$s+1".formatted(column));
        }
        if (assignments.isEmpty()) {
            keyColumns(plan).forEach(column -> assignments.add(column + "=excluded." + column));
        }
        return assignments;
    }

    private boolean isUpdateStamp(int index) {
        var generator = persister.getGenerators()[index];
        return generator != null
                && generator.generatesOnUpdate()
                && !(persister.isVersioned() && persister.getVersionPropertyIndex() == index);
    }

    private String returned() {
        return key.stream().map(column -> ",there." + column.name()).collect(Collectors.joining())
                + (version == null
                        ? ""
                        : ",there." + persister.getVersionMapping().getSelectionExpression())
                + (id == null ? "" : ",there." + persister.getIdentifierColumnNames()[0]);
    }

    @Override
    public Written write(StatelessSession session, List<E> rows) {
        var written = Written.NOTHING;
        var implementor = (SharedSessionContractImplementor) session;
        for (var round : KeyOrder.rounds(plan, rows, implementor)) {
            written = written.plus(upsert(round, implementor));
        }
        return written;
    }

    private Written upsert(List<E> rows, SharedSessionContractImplementor session) {
        arrays.begin(rows.size());
        match.clear();
        var sent = new ArrayList<E>(rows.size());
        var states = new ArrayList<@Nullable Object[]>(rows.size());
        for (var row : rows) {
            var state = persister.getValues(row);
            if (prepare(row, state, session)) {
                sent.add(row);
                states.add(state);
            }
        }
        var written = sent.isEmpty() ? Written.NOTHING : execute(sent, states, session);
        for (var i = 0; i < sent.size(); i++) {
            upserted(sent.get(i), states.get(i), session);
        }
        return written;
    }

    private boolean prepare(E row, @Nullable Object[] state, SharedSessionContractImplementor session) {
        var rowId = steps.idToUpsert(row, session);
        if (isVetoed(row, rowId, state, session)) {
            return false;
        }
        session.getInterceptor()
                .onUpsert(row, rowId, state, persister.getPropertyNames(), persister.getPropertyTypes());
        steps.seedVersion(row, state, session);
        generate(row, state, session);
        add(values.of(rowId, state, session), session);
        return true;
    }

    private void add(@Nullable Object[] row, SharedSessionContractImplementor session) {
        arrays.add(row, session);
        for (var position : keyAt) {
            match.add(row[position]);
        }
    }

    private boolean isVetoed(E row, Object rowId, @Nullable Object[] state, SharedSessionContractImplementor session) {
        var listeners = session.getFactory().getEventListenerGroups().eventListenerGroup_PRE_UPSERT;
        if (listeners.isEmpty()) {
            return false;
        }
        var vetoed = new boolean[1];
        listeners.fireEventOnEachListener(
                new PreUpsertEvent(row, rowId, state, persister, session),
                (listener, event) -> vetoed[0] |= listener.onPreUpsert(event));
        return vetoed[0];
    }

    /** Update stamps are those of this moment, and what an insert generates is there for the row that is not. */
    private void generate(E row, @Nullable Object[] state, SharedSessionContractImplementor session) {
        var generators = persister.getGenerators();
        for (var i = 0; i < generators.length; i++) {
            if (generators[i] instanceof BeforeExecutionGenerator generator
                    && !(persister.isVersioned() && persister.getVersionPropertyIndex() == i)
                    && generator.generatedBeforeExecution(row, session)
                    && (generator.generatesOnUpdate() || (generator.generatesOnInsert() && state[i] == null))) {
                var event = generator.generatesOnUpdate() ? EventType.UPDATE : EventType.INSERT;
                state[i] = generator.generate(session, row, state[i], event);
                persister.setValue(row, i, state[i]);
            }
        }
    }

    private Written execute(List<E> rows, List<@Nullable Object[]> states, SharedSessionContractImplementor session) {
        return ArrayStatement.of(sql, session).read(arrays, returned -> {
            var inserted = 0;
            var count = 0;
            while (returned.next()) {
                inserted += returned.getBoolean(1) ? 1 : 0;
                var place = match.placeOf(key(returned, session), count);
                read(returned, rows.get(place), states.get(place), session);
                count++;
            }
            if (count != rows.size()) {
                throw new StaleStateException("Upserted %d of %d rows.".formatted(count, rows.size()));
            }
            return new Written(inserted, count - inserted, 0, 0);
        });
    }

    private @Nullable Object[] key(ResultSet returned, SharedSessionContractImplementor session) throws SQLException {
        for (var i = 0; i < returnedKey.length; i++) {
            returnedKey[i] = key.get(i).type().getJdbcValueExtractor().extract(returned, i + 2, session);
        }
        return returnedKey;
    }

    private void read(ResultSet returned, E row, @Nullable Object[] state, SharedSessionContractImplementor session)
            throws SQLException {
        var column = 2 + keyAt.length;
        if (version != null) {
            var index = persister.getVersionPropertyIndex();
            state[index] = value(version, returned, column++, session);
            persister.setValue(row, index, state[index]);
        }
        if (id != null) {
            var value = value(id, returned, column, session);
            if (value != null) {
                persister.setIdentifier(row, value, session);
            }
        }
    }

    private static @Nullable Object value(
            JdbcMapping type, ResultSet returned, int column, SharedSessionContractImplementor session)
            throws SQLException {
        return type.convertToDomainValue(type.getJdbcValueExtractor().extract(returned, column, session));
    }

    private void upserted(E row, @Nullable Object[] state, SharedSessionContractImplementor session) {
        session.getFactory()
                .getEventListenerGroups()
                .eventListenerGroup_POST_UPSERT
                .fireLazyEventOnEachListener(
                        () -> new PostUpsertEvent(
                                row, persister.getIdentifier(row, session), state, null, persister, session),
                        PostUpsertEventListener::onPostUpsert);
        var statistics = session.getFactory().getStatistics();
        if (statistics.isStatisticsEnabled()) {
            statistics.upsertEntity(persister.getEntityName());
        }
    }
}
