/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewriting;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewritten;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.TenantParameter;
import dev.hibernateext.tenancy.admin.SelectText.Writer;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.JdbcParameterBinder;
import org.hibernate.sql.exec.spi.JdbcSelect;

/**
 * One call to a function of the session that executes the selection for each tenant, on PostgreSQL. A tenant's tables are looked
 * at in a subtransaction that is always undone, so their locks do not add up (there are about 6 400 for a whole server), and one that
 * fails costs nobody else's answer. {@code row_security = off} makes a policy an error where it would hide rows.
 */
final class ServerLoop implements Rewriting {

    /** Before the number of a tenant that failed. */
    static final String FAILED = "!";

    /** Stands for the schema, and is nobody's. */
    private static final String PLACE = "\"hibernate-ext-place\"";

    private static final int ATTEMPTS = 3;

    private final List<Tenant> tenants;
    private final Runnable counter;

    ServerLoop(List<Tenant> tenants, Runnable counter) {
        this.tenants = tenants;
        this.counter = counter;
    }

    @Override
    public Rewritten rewrite(JdbcSelect select, SharedSessionContractImplementor session) {
        if (select.getSqlString().contains(PLACE)) {
            throw new NotTogether("The statement has what stands for the schema");
        }
        var text = TenantSelect.of(select);
        var connection = session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        try {
            var types = described(text, shared(select), connection);
            create(types, connection);
            return call(text, select, types);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Preparing a query over tenants");
        }
    }

    /** The types of columns and parameters, as the server names them. */
    private record Types(List<String> columns, List<String> parameters) {}

    /** Of the first tenant that has the tables. */
    private Types described(SelectText text, List<Integer> shared, Connection connection) throws SQLException {
        for (var tenant : tenants.subList(0, Math.min(ATTEMPTS, tenants.size()))) {
            try (var statement =
                    connection.prepareStatement("select * from (" + text.write(new Described(tenant)) + ") q")) {
                return types(statement, shared);
            } catch (SQLException e) {
                connection.rollback();
                if (isOfConnection(e)) {
                    throw e;
                }
            }
        }
        throw new NotTogether("None of the first tenants can be asked");
    }

    private static boolean isOfConnection(SQLException e) {
        return e.getSQLState() == null
                || e.getSQLState().startsWith("08")
                || e.getSQLState().startsWith("57");
    }

    private static Types types(PreparedStatement statement, List<Integer> shared) throws SQLException {
        var columns = new ArrayList<String>();
        var described = statement.getMetaData();
        for (var column = 1; column <= described.getColumnCount(); column++) {
            columns.add(type(described.getColumnTypeName(column)));
        }
        var parameters = new ArrayList<String>();
        var given = statement.getParameterMetaData();
        for (var parameter : shared) {
            parameters.add(type(given.getParameterTypeName(parameter + 1)));
        }
        return new Types(columns, parameters);
    }

    /** The driver calls the type of a generated column by what makes its values. */
    private static String type(String name) {
        return switch (name) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> name;
        };
    }

    private void create(Types types, Connection connection) throws SQLException {
        var nothing = types.columns().stream().map("null::%s"::formatted).collect(Collectors.joining(", "));
        var parameters = types.parameters().stream().map(", %s"::formatted).collect(Collectors.joining());
        var using = IntStream.range(0, types.parameters().size())
                .mapToObj(index -> ", $" + (index + 4))
                .collect(Collectors.joining());
        counter.run();
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create function pg_temp.hibernate_ext_each(text, text[], text[]%s) returns setof record
                    language plpgsql set row_security = off as $each$
                    begin
                        for number in 1 .. cardinality($3) loop
                            begin
                                return query execute replace($1, '%s', quote_ident($2[number])) using $3[number], number - 1%s;
                                raise exception using errcode = 'HX000';
                            exception
                                when sqlstate 'HX000' then null;
                                when others then return query select '%s' || (number - 1), %s;
                            end;
                        end loop;
                    end $each$
                    """.formatted(parameters, PLACE, using, FAILED, nothing));
        }
    }

    private Rewritten call(SelectText text, JdbcSelect select, Types types) {
        var last = types.columns().size();
        var columns = IntStream.range(1, last)
                .mapToObj(column -> "q.c" + column + ", ")
                .collect(Collectors.joining());
        var definitions = IntStream.rangeClosed(1, last)
                .mapToObj(column -> ", c" + column + " " + types.columns().get(column - 1))
                .collect(Collectors.joining());
        var arguments = types.parameters().stream().map(", ?::%s"::formatted).collect(Collectors.joining());
        var sql = "select " + columns + "q.number from pg_temp.hibernate_ext_each(?, ?, ?" + arguments
                + ") as q(number text" + definitions + ")";
        return new Rewritten(sql, binders(text, select));
    }

    private List<JdbcParameterBinder> binders(SelectText text, JdbcSelect select) {
        var shared = shared(select);
        var copy = "select $2::text, q.* from (" + text.write(new Looped(tenants.get(0), shared)) + ") q";
        var binders = new ArrayList<JdbcParameterBinder>();
        binders.add((statement, position, bindings, context) -> statement.setString(position, copy));
        binders.add(array(tenants.stream().map(ServerLoop::schema).toArray(String[]::new)));
        binders.add(array(tenants.stream().map(tenant -> tenant.key().value()).toArray(String[]::new)));
        shared.forEach(index -> binders.add(select.getParameterBinders().get(index)));
        return binders;
    }

    private static String schema(Tenant tenant) {
        return tenant.placement() instanceof Schema place ? place.schema() : "";
    }

    private static JdbcParameterBinder array(String[] values) {
        return (statement, position, bindings, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf("text", values));
    }

    /** The parameters that have the same value for all tenants. */
    private static List<Integer> shared(JdbcSelect select) {
        var binders = select.getParameterBinders();
        return IntStream.range(0, binders.size())
                .filter(index -> !(binders.get(index) instanceof TenantParameter))
                .boxed()
                .toList();
    }

    /** A text for one tenant, to be described. */
    private record Described(Tenant tenant) implements Writer {

        @Override
        public String table(String name) {
            return tenant.placement() instanceof Schema place
                    ? '"' + place.schema().replace("\"", "\"\"") + "\"." + name
                    : name;
        }

        @Override
        public String mark() {
            return "''";
        }

        @Override
        public String parameter(int index) {
            return "?";
        }
    }

    /** The text the function executes, in which the first value is the tenant and the second one its number. */
    private record Looped(Tenant first, List<Integer> shared) implements Writer {

        private static final int BEFORE_SHARED = 2;

        @Override
        public String table(String name) {
            return first.placement() instanceof Schema ? PLACE + '.' + name : name;
        }

        @Override
        public String mark() {
            return "''";
        }

        @Override
        public String parameter(int index) {
            var place = shared.indexOf(index);
            return place < 0 ? "$1" : "$" + (BEFORE_SHARED + 1 + place);
        }
    }
}
