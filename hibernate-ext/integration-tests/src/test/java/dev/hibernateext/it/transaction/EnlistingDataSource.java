/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Connections of H2 that take part in the JTA transaction of the thread, as those of an application server do. */
final class EnlistingDataSource extends AbstractDataSource {

    private final XADataSource source;
    private final TransactionManager manager;
    private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();

    EnlistingDataSource(XADataSource source, TransactionManager manager) {
        this.source = source;
        this.manager = manager;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return manager.getStatus() == Status.STATUS_NO_TRANSACTION
                    ? source.getXAConnection().getConnection()
                    : enlisted(manager.getTransaction());
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    int enlistedConnections() {
        return enlisted.size();
    }

    private Connection enlisted(Transaction transaction) throws Exception {
        var known = enlisted.get(transaction);
        if (known != null) {
            return known;
        }
        var opened = source.getXAConnection();
        transaction.enlistResource(opened.getXAResource());
        enlisted.put(transaction, keptOpen(opened.getConnection()));
        transaction.registerSynchronization(new Synchronization() {

            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                enlisted.remove(transaction);
                close(opened);
            }
        });
        return enlisted.get(transaction);
    }

    /* Hibernate closes it after each statement, and H2 rolls a connection back that is closed. */
    private static Connection keptOpen(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void close(XAConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
