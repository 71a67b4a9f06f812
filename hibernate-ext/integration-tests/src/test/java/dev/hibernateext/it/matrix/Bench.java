/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** One row of one entity in one database, for one cell, and what the ways to write and read it need. */
final class Bench {

    static final String OLD_TEXT = "a";
    static final String NEW_TEXT = "b";
    static final String NEW_TAG = "t";

    private final Lab lab;
    private final Shape<?> shape;
    private final int id;
    private Runnable meanwhile = () -> {};

    Bench(Lab lab, Shape<?> shape) {
        this.lab = lab;
        this.shape = shape;
        this.id = lab.nextId();
    }

    /** Another row of the same entity. */
    Bench another() {
        return new Bench(lab, shape);
    }

    Shape<?> shape() {
        return shape;
    }

    int id() {
        return id;
    }

    Class<? extends Row> type() {
        return shape.type();
    }

    Row newRow() {
        return shape.row(id, NEW_TEXT);
    }

    /**
     * HQL with {@code %E} for the entity, {@code %H} for its holder, {@code %S} before stamps, {@code %I} for the id and
     * {@code %C} for the key of a conflict, which MariaDB does not let one name.
     */
    String hql(String text) {
        var key = lab.subject().database().kind() == DatabaseKind.MARIADB ? "" : "(id) ";
        return text.replace("%E", shape.name())
                .replace("%H", shape.holderName())
                .replace("%S", shape.stampPrefix())
                .replace("%C", key)
                .replace("%I", String.valueOf(id));
    }

    /** Ada inserts the row, at the returned time. */
    Instant seed() {
        return as("ada", () -> lab.reference().inTransaction(session -> session.persist(shape.row(id, OLD_TEXT))));
    }

    /** A holder of the row is inserted. */
    void seedHolder() {
        lab.reference().inTransaction(session -> session.persist(shape.holderOf(session.find(type(), id))));
    }

    /** Does something as somebody, a minute after whatever was before, at the returned time. */
    Instant as(String actor, Runnable work) {
        lab.clock().advance(Duration.ofMinutes(1));
        Contexts.run(Context.ofActor(actor), work);
        return lab.clock().instant();
    }

    void inSession(Consumer<Session> work) {
        lab.subject().inTransaction(work);
    }

    <T extends @Nullable Object> T fromSession(Function<Session, T> work) {
        return lab.subject().fromTransaction(work);
    }

    /** Leaves the transactions to the caller. */
    Seen fromOpenSession(Function<Session, Seen> work) {
        try (var session = lab.subject().openSession()) {
            return work.apply(session);
        }
    }

    void inStatelessSession(Consumer<StatelessSession> work) {
        lab.subject().inStatelessTransaction(work);
    }

    <T extends @Nullable Object> T fromStatelessSession(Function<StatelessSession, T> work) {
        return lab.subject().fromStatelessTransaction(work);
    }

    StatementRecorder recorder() {
        return lab.subject().dataSource().recorder();
    }

    List<ChangeSet> captured() {
        return lab.captured();
    }

    /** What the database holds, with its tags loaded; null if there is no row. */
    @Nullable
    Row stored() {
        return lab.reference().fromTransaction(session -> {
            var row = session.find(type(), id);
            if (row != null) {
                Hibernate.initialize(row.tags());
            }
            return row;
        });
    }

    /** What the database holds, if there must be a row. */
    Row present() {
        return Objects.requireNonNull(stored(), "The row is gone.");
    }

    /** The row as a client holds it between two requests. */
    Row detached() {
        return fromSession(session -> session.find(type(), id));
    }

    /** As a client holds it that was not sent the stamps. */
    Row detachedWithoutStamps() {
        var row = detached();
        for (var attribute : shape.stampAttributes()) {
            persister().findAttributeMapping(attribute).setValue(row, null);
        }
        return row;
    }

    EntityPersister persister() {
        return lab.reference()
                .factory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(type());
    }

    /** Where an action lets another session work between its own reading and writing. */
    void meanwhile() {
        meanwhile.run();
    }

    /** What the other session does, once. */
    void meanwhile(Runnable work) {
        meanwhile = () -> {
            meanwhile = () -> {};
            work.run();
        };
    }
}
