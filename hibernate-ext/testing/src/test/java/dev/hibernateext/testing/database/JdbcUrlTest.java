/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost:5432/postgres, jdbc:postgresql://localhost:5432/fresh?a=b",
        "jdbc:postgresql://localhost/old?ssl=true, jdbc:postgresql://localhost/fresh?ssl=true&a=b",
        "jdbc:mariadb://[::1]:3306/, jdbc:mariadb://[::1]:3306/fresh?a=b",
        "jdbc:mariadb://db.example, jdbc:mariadb://db.example/fresh?a=b",
        "jdbc:postgresql://one:1/x?file=/etc/a, jdbc:postgresql://one:1/fresh?file=/etc/a&a=b"
    })
    void changesDatabaseAndAddsParameter(String url, String changed) {
        assertThat(JdbcUrl.parse(url).withDatabase("fresh").withParameter("a", "b"))
                .hasToString(changed);
    }
}
