/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

/**
 * A JDBC URL of the form PostgreSQL and MariaDB share.
 *
 * @param server everything up to and with the slash before the database
 * @param database the name of the database, may be empty
 * @param query the parameters without the question mark, may be empty
 */
record JdbcUrl(String server, String database, String query) {

    static JdbcUrl parse(String url) {
        var question = url.indexOf('?');
        var address = question < 0 ? url : url.substring(0, question);
        var query = question < 0 ? "" : url.substring(question + 1);
        var authority = address.indexOf("//");
        var slash = authority < 0 ? -1 : address.indexOf('/', authority + 2);
        return slash < 0
                ? new JdbcUrl(address + "/", "", query)
                : new JdbcUrl(address.substring(0, slash + 1), address.substring(slash + 1), query);
    }

    JdbcUrl withDatabase(String name) {
        return new JdbcUrl(server, name, query);
    }

    JdbcUrl withParameter(String name, String value) {
        var parameter = name + "=" + value;
        return new JdbcUrl(server, database, query.isEmpty() ? parameter : query + "&" + parameter);
    }

    @Override
    public String toString() {
        return server + database + (query.isEmpty() ? "" : "?" + query);
    }
}
