/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A session factory on a database under test, and the shortest ways to work with it. Each {@code in…} and {@code from…}
 * method opens a session of its own, commits when the work returns, rolls back when it throws, and closes the session.
 *
 * <p>Safe for use by many threads.
 */
public final class SessionFactoryScope implements AutoCloseable {

    private final FactoryBlueprint blueprint;
    private final TestDataSource dataSource;
    private final SessionFactory factory;

    SessionFactoryScope(FactoryBlueprint blueprint, TestDataSource dataSource) {
        this.blueprint = blueprint;
        this.dataSource = dataSource;
        this.factory = blueprint.build(dataSource);
    }

    /**
     * The session factory.
     *
     * @return closed by the extension
     */
    public SessionFactory factory() {
        return factory;
    }

    /**
     * The database the factory works on.
     *
     * @return what to connect to for a look past Hibernate
     */
    public DatabaseUnderTest database() {
        return blueprint.database();
    }

    /**
     * What the factory takes its connections from.
     *
     * @return the recorded data source
     */
    public TestDataSource dataSource() {
        return dataSource;
    }

    /**
     * Another factory with the same entities on the same database and data source: for two nodes of an application, or the
     * same test with a protection switched off. The tables are left as they are.
     *
     * @param changes gets a copy of the settings of this factory's kind to change; a data source it sets, such as a pool in front of
     *     {@link #dataSource()}, takes the place of this scope's
     * @return to be closed by the caller; its sessions are not looked at by the leak check, its connections are
     */
    public SessionFactoryScope openAnother(Consumer<Map<String, Object>> changes) {
        return new SessionFactoryScope(blueprint.another(changes), dataSource);
    }

    /**
     * Opens a session.
     *
     * @return to be closed by the caller
     */
    public Session openSession() {
        return factory.openSession();
    }

    /**
     * Opens a stateless session.
     *
     * @return to be closed by the caller
     */
    public StatelessSession openStatelessSession() {
        return factory.openStatelessSession();
    }

    /**
     * Does work in a transaction.
     *
     * @param work gets a new session
     */
    public void inTransaction(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    /**
     * Does work in a transaction and hands out its result.
     *
     * @param work gets a new session
     * @param <R> the type of the result
     * @return what the work returned
     */
    public <R extends @Nullable Object> R fromTransaction(Function<Session, R> work) {
        return factory.fromTransaction(work);
    }

    /**
     * Does work in a transaction of a stateless session.
     *
     * @param work gets a new stateless session
     */
    public void inStatelessTransaction(Consumer<StatelessSession> work) {
        factory.inStatelessTransaction(work);
    }

    /**
     * Does work in a transaction of a stateless session and hands out its result.
     *
     * @param work gets a new stateless session
     * @param <R> the type of the result
     * @return what the work returned
     */
    public <R extends @Nullable Object> R fromStatelessTransaction(Function<StatelessSession, R> work) {
        return factory.fromStatelessTransaction(work);
    }

    /** Closes the factory; the data source and the database stay. */
    @Override
    public void close() {
        factory.close();
    }
}
