/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Entities with a history, made, read and written by their names, whoever keeps it. */
interface RecordedRows {

    SessionFactoryScope scope();

    StatementRecorder recorder();

    /** The entity of a name. */
    Class<?> type(String name);

    default Object make(String name, Object... values) {
        try {
            var made = type(name).getDeclaredConstructor().newInstance();
            for (var value = 0; value < values.length; value += 2) {
                set(made, (String) values[value], values[value + 1]);
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    default Object get(Object entity, String name) {
        try {
            return requireNonNull(field(entity, name).get(entity));
        } catch (IllegalAccessException e) {
            throw new AssertionError(name, e);
        }
    }

    default void set(Object entity, String name, Object value) {
        try {
            field(entity, name).set(entity, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(name, e);
        }
    }

    default void in(Consumer<Session> work) {
        Contexts.run(Context.ofActor("ada"), () -> scope().inTransaction(work));
    }

    default void stateless(Consumer<StatelessSession> work) {
        Contexts.run(Context.ofActor("ada"), () -> scope().inStatelessTransaction(work));
    }

    default List<HistoryEntry> timeline(String name, Object id) {
        return scope().fromTransaction(session -> History.of(session, type(name), id)
                .timeline(HistoryRequest.oldest(100))
                .items());
    }

    default List<RevisionKind> kinds(String name, Object id) {
        return timeline(name, id).stream().map(HistoryEntry::kind).toList();
    }

    default HistoryEntry last(String name, Object id) {
        var entries = timeline(name, id);
        return entries.get(entries.size() - 1);
    }

    private static Field field(Object entity, String name) {
        for (Class<?> type = entity.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new AssertionError("%s has no %s".formatted(entity.getClass(), name));
    }
}
