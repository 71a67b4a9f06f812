/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the database was sent through one {@link TestDataSource}, in the order of execution. It sits in the data source, so
 * it needs none of Hibernate's slots and sees what any library does with a connection.
 *
 * <p>Each execution counts once: a batch of a thousand rows is one statement with that {@linkplain
 * RecordedStatement#batchSize() batch size}. An execution the database refuses was sent and counts; one that {@link
 * JdbcFaults} suppressed was not.
 *
 * <p>Safe for use by many threads; executions of several threads come in the order in which they began.
 */
public final class StatementRecorder {

    private final @Nullable WireTraffic traffic;

    /** Guarded by {@code this}. */
    private final List<RecordedStatement> statements = new ArrayList<>();

    StatementRecorder(@Nullable WireTraffic traffic) {
        this.traffic = traffic;
    }

    /**
     * Everything executed since the last {@link #clear()}.
     *
     * @return a copy
     */
    public synchronized List<RecordedStatement> statements() {
        return List.copyOf(statements);
    }

    /**
     * The texts of {@link #statements()}.
     *
     * @return a copy, one element an execution
     */
    public List<String> sql() {
        return statements().stream().map(RecordedStatement::sql).toList();
    }

    /**
     * How many executions there were since the last {@link #clear()}.
     *
     * @return the number of {@link #statements()}
     */
    public synchronized int count() {
        return statements.size();
    }

    /**
     * How many executions of one kind there were since the last {@link #clear()}.
     *
     * @param kind which to count
     * @return the number of such {@link #statements()}
     */
    public int count(StatementKind kind) {
        return (int) statements().stream()
                .filter(statement -> statement.kind() == kind)
                .count();
    }

    /**
     * The executions whose text contains a match.
     *
     * @param regex an expression of {@link Pattern}; case does not matter
     * @return in order of execution
     */
    public List<RecordedStatement> matching(String regex) {
        var pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        return statements().stream()
                .filter(statement -> pattern.matcher(statement.sql()).find())
                .toList();
    }

    /** Forgets the statements and sets the wire counts to zero. */
    public synchronized void clear() {
        statements.clear();
        if (traffic != null) {
            traffic.clear();
        }
    }

    /**
     * Fails unless exactly so many statements were executed since the last {@link #clear()}.
     *
     * @param expected how many
     * @return this recorder
     * @throws AssertionError if there were more or fewer; it lists them
     */
    public StatementRecorder assertCount(int expected) {
        return check("statements", statements(), expected);
    }

    /**
     * Fails unless exactly so many statements of a kind were executed since the last {@link #clear()}.
     *
     * @param kind which to count
     * @param expected how many
     * @return this recorder
     * @throws AssertionError if there were more or fewer; it lists everything that was executed
     */
    public StatementRecorder assertCount(StatementKind kind, int expected) {
        var ofKind = statements().stream()
                .filter(statement -> statement.kind() == kind)
                .toList();
        return check(kind + " statements", ofKind, expected);
    }

    /**
     * How often the client had to wait for the server since the last {@link #clear()}: the times a read followed a write on
     * the socket. Opening a connection does not count.
     *
     * @return an exact number
     * @throws UnsupportedOperationException on H2, which runs in this JVM and has no wire
     */
    public long roundTrips() {
        return wire().roundTrips();
    }

    /**
     * What went to the server since the last {@link #clear()}.
     *
     * @return bytes written to sockets, before any encryption
     * @throws UnsupportedOperationException on H2, which runs in this JVM and has no wire
     */
    public long bytesSent() {
        return wire().bytesSent();
    }

    /**
     * What came from the server since the last {@link #clear()}.
     *
     * @return bytes read from sockets, before any decryption
     * @throws UnsupportedOperationException on H2, which runs in this JVM and has no wire
     */
    public long bytesReceived() {
        return wire().bytesReceived();
    }

    synchronized void record(RecordedStatement statement) {
        statements.add(statement);
    }

    private WireTraffic wire() {
        if (traffic == null) {
            throw new UnsupportedOperationException(
                    "An in-memory H2 has no wire to count on. Run this assertion on POSTGRESQL or MARIADB.");
        }
        return traffic;
    }

    private StatementRecorder check(String what, List<RecordedStatement> counted, int expected) {
        if (counted.size() == expected) {
            return this;
        }
        var executed =
                statements().stream().map(RecordedStatement::toString).collect(Collectors.joining("\n  ", "\n  ", ""));
        throw new AssertionError("Expected %d %s but the database was sent %d. All statements:%s"
                .formatted(expected, what, counted.size(), executed));
    }
}
