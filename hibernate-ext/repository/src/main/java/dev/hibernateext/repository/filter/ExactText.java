/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A text under a collation that tells upper from lower case and counts spaces at the end.
 *
 * @param sql the text's place is the question mark
 */
record ExactText(String sql) {

    /** The default collations of MariaDB and MySQL do neither. Converting first lets columns have any character set. */
    private static final ExactText MARIADB = new ExactText("(convert(? using utf8mb4) collate utf8mb4_nopad_bin)");

    private static final ExactText MYSQL = new ExactText("(convert(? using utf8mb4) collate utf8mb4_0900_bin)");

    /** Null where texts are compared so anyway. */
    static @Nullable ExactText of(SessionFactory factory) {
        var dialect = factory.unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect();
        if (dialect instanceof MariaDBDialect) {
            return MARIADB;
        }
        return dialect instanceof MySQLDialect ? MYSQL : null;
    }

    Expression<String> of(Path<?> path, HibernateCriteriaBuilder builder) {
        return builder.sql(sql, String.class, path);
    }
}
