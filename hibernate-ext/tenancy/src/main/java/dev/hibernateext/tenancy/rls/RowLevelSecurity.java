/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Row-level security of PostgreSQL for every table with rows of tenants: those of entities with a
 * {@link org.hibernate.annotations.TenantId}, of their subclasses, secondary tables, collections, links, and of their history as
 * Envers and Hibernate keep it.
 *
 * <p>A row is seen and written in a transaction whose setting bears a token for the row's tenant, signed with a key the
 * application's role cannot read. The tables belong to another role, which runs {@link #statements()}; that role reads rows of
 * tenants with the attribute BYPASSRLS only.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class RowLevelSecurity {

    private final List<TenantTable> tables;
    private final String role;
    private final SecurityNames names;

    private RowLevelSecurity(List<TenantTable> tables, String role, SecurityNames names) {
        this.tables = tables;
        this.role = role;
        this.names = names;
    }

    /**
     * Row-level security of one factory's tables.
     *
     * @param factory whose mappings count
     * @param role the role the application connects as, as it is, without quotes
     * @return with the names of {@link SecurityNames#DEFAULT}
     */
    public static RowLevelSecurity of(SessionFactory factory, String role) {
        var models = factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(TenantTableModels.class);
        return new RowLevelSecurity(models.of(factory), role, SecurityNames.DEFAULT);
    }

    static RowLevelSecurity of(List<TenantTable> tables, String role) {
        return new RowLevelSecurity(tables, role, SecurityNames.DEFAULT);
    }

    /**
     * With other names.
     *
     * @param others which may not be those of another application in the same database
     * @return a changed copy
     */
    public RowLevelSecurity named(SecurityNames others) {
        return new RowLevelSecurity(tables, role, others);
    }

    /**
     * The tables under row-level security.
     *
     * @return their names as they stand in SQL, owners before what they own
     */
    public List<String> tableNames() {
        return tables.stream().map(TenantTable::name).toList();
    }

    /**
     * What sets it up: for migration tools, to be run by the role that owns the tables, again if need be. The same mappings give the
     * same statements. The keys are no part of it, see {@link #install}.
     *
     * @return statements without delimiters, in the order in which to execute them
     */
    public List<String> statements() {
        var statements = new ArrayList<>(foundation());
        tables.forEach(table -> statements.addAll(statementsOf(table)));
        return List.copyOf(statements);
    }

    /**
     * What keeps references within a tenant, and gives policies an index to go by: a unique index of tenant and primary key on each
     * table with the tenant's column, and foreign keys of both in place of those without the tenant. To be run after {@link #statements()} or before; they lock tables while
     * they look at all rows.
     *
     * @return statements without delimiters, in the order in which to execute them
     */
    public List<String> keyStatements() {
        return List.copyOf(new CompositeKeys(tables).statements());
    }

    /**
     * What removes it.
     *
     * @return statements without delimiters
     */
    public List<String> dropStatements() {
        var statements = new ArrayList<String>();
        for (var table : tables) {
            var text = new PolicyStatements(table, names);
            statements.add(text.drop());
            statements.add(text.disable());
        }
        statements.add("drop schema if exists " + names.schema() + " cascade");
        return List.copyOf(statements);
    }

    /**
     * What makes of the database as it is one as {@link #statements()} would leave it: a table came into the mappings or left
     * them, somebody changed a policy or switched one off, the library writes a policy in another way.
     *
     * @param connection sees the catalog; nothing is changed
     * @return statements without delimiters, empty if all is as it should be
     * @throws SQLException if the catalog cannot be read
     */
    public List<String> upgrade(Connection connection) throws SQLException {
        return new Drift(this, LivePolicies.read(connection, tables, names)).statements();
    }

    /**
     * Looks for everything that would let a statement of the application's role go past row-level security.
     *
     * @param connection of that role, or of another that sees the whole catalog; nothing is changed
     * @return what to look for
     */
    public RowLevelSecurityCheck check(Connection connection) {
        return new RowLevelSecurityCheck(this, connection);
    }

    /**
     * Puts secrets where the database looks for them, in place of those there: one, or two while all applications change from the
     * older to the newer.
     *
     * @param connection of the owner's role
     * @param secrets one or two
     * @throws SQLException if the database refuses
     */
    public void install(Connection connection, TenantSecret... secrets) throws SQLException {
        new TenantKeys(names).replace(connection, List.of(secrets));
    }

    List<TenantTable> tables() {
        return tables;
    }

    String role() {
        return role;
    }

    SecurityNames names() {
        return names;
    }

    List<String> foundation() {
        return Foundation.statements(names, role);
    }

    List<String> statementsOf(TenantTable table) {
        return new PolicyStatements(table, names).all(role);
    }
}
