/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.ForwardingDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** Databases that count what is taken from them and what is executed, over all of them. */
final class WatchedDatabases extends ForwardingDatabases {

    private final Map<DataSource, DataSource> sources = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<String> executed = new CopyOnWriteArrayList<>();

    WatchedDatabases(TenantDatabases databases) {
        super(databases);
    }

    static WatchedDatabases of(SessionFactory factory) {
        return (WatchedDatabases) Objects.requireNonNull(factory.getProperties().get(TenancySettings.DATABASES));
    }

    void clear() {
        most.set(open.get());
        executed.clear();
    }

    int mostConnections() {
        return most.get();
    }

    int openConnections() {
        return open.get();
    }

    List<String> executed() {
        return List.copyOf(executed);
    }

    @Override
    public Connection connection(dev.hibernateext.tenancy.catalog.Tenant tenant) throws java.sql.SQLException {
        return dataSource(tenant.placement()).getConnection();
    }

    @Override
    public DataSource dataSource(TenantPlacement placement) {
        return watched(databases().dataSource(placement));
    }

    @Override
    public DataSource shared() {
        return watched(databases().shared());
    }

    @Override
    public DataSource administration() {
        return watched(databases().administration());
    }

    @Override
    public DataSource administration(TenantPlacement placement) {
        return watched(databases().administration(placement));
    }

    private DataSource watched(DataSource source) {
        return sources.computeIfAbsent(
                source,
                key -> around(DataSource.class, (method, arguments) -> {
                    var result = method.invoke(key, arguments);
                    return result instanceof Connection connection ? watched(connection) : result;
                }));
    }

    private Connection watched(Connection connection) {
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        return around(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close") && !connection.isClosed()) {
                open.decrementAndGet();
            }
            var result = method.invoke(connection, arguments);
            if (result instanceof PreparedStatement prepared) {
                return watched(PreparedStatement.class, prepared, (String) arguments[0]);
            }
            return result instanceof Statement statement ? watched(Statement.class, statement, "") : result;
        });
    }

    private <S extends Statement> S watched(Class<S> type, S statement, String sql) {
        return around(type, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                executed.add(arguments == null ? sql : String.valueOf(arguments[0]));
            }
            return method.invoke(statement, arguments);
        });
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T around(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> type.getSimpleName() + ", watched";
                        };
                    }
                    try {
                        return call.of(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
