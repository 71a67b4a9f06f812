/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens pools without databases, and writes down what happens to them. */
final class FakePools implements PoolFactory, PoolListener {

    static final String SECRET = "swordfish";

    final List<String> events = new CopyOnWriteArrayList<>();
    final Map<String, Exception> refusals = new ConcurrentHashMap<>();
    final AtomicInteger lent = new AtomicInteger();

    /** Called while a pool is opened. */
    volatile Runnable delay = () -> {};

    @Override
    public DataSource open(DatabaseName database) throws Exception {
        delay.run();
        var refusal = refusals.get("open " + database.database());
        if (refusal != null) {
            throw refusal;
        }
        return new Pool(database.database());
    }

    @Override
    public void created(DatabaseName database, Duration took) {
        events.add("created " + database.database());
    }

    @Override
    public void evicted(DatabaseName database, EvictionReason reason) {
        events.add("evicted " + database.database() + ' ' + reason);
    }

    @Override
    public void failed(DatabaseName database, Throwable failure) {
        events.add("failed " + database.database());
    }

    static SQLException refusal() {
        return new SQLRecoverableException("connect to db?password=" + SECRET, "08006", 42);
    }

    private final class Pool extends NoDataSource implements AutoCloseable {

        private final String name;
        private volatile boolean isClosed;

        Pool(String name) {
            this.name = name;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (refusals.get("connect " + name) instanceof SQLException refusal) {
                throw refusal;
            }
            if (isClosed) {
                throw new SQLException("The pool is closed");
            }
            lent.incrementAndGet();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) -> answer(method.getName(), arguments));
        }

        private @Nullable Object answer(String method, Object[] arguments) throws SQLException {
            switch (method) {
                case "close" -> lent.decrementAndGet();
                case "abort" -> ((Executor) arguments[0]).execute(() -> events.add("aborted " + name));
                case "isClosed", "isValid" -> {
                    return isClosed;
                }
                case "getCatalog" -> {
                    if (isClosed) {
                        throw new SQLException("Cut off");
                    }
                    return name;
                }
                default -> events.add(method + ' ' + name);
            }
            return null;
        }

        @Override
        public void close() throws Exception {
            isClosed = true;
            var refusal = refusals.get("close " + name);
            if (refusal != null) {
                throw refusal;
            }
        }
    }
}
