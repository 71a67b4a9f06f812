/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.tenancy.rls.RowLevelSecuritySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the check of row-level security says when a factory starts. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Ledger.Label.class)
class BootCheckLogIT {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.tenancy");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final SecuredDatabase secured;

    BootCheckLogIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void close() throws SQLException {
        logger.detachAppender(logged);
        logger.setLevel(null);
        secured.close();
    }

    private void start(String mode) {
        secured.open(Map.of(RowLevelSecuritySettings.CHECK, mode), id -> id, Ledger.Label.class)
                .close();
    }

    @Test
    void tellsHowLongItTook() {
        start("refuse");

        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .matches("HEXT000603: Row-level security of 1 tables was checked within \\d+ ms, 0 holes"));
    }

    @Test
    void saysNothingWhereItIsOff() {
        start("off");

        assertThat(logged.list).isEmpty();
    }

    @Test
    void warnsOfHoles(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table \"Label of tenant\" no force row level security"));
            start("warn");
            SecuredDatabase.run(connection, List.of("alter table \"Label of tenant\" force row level security"));
        }

        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .startsWith("HEXT000602: Row-level security has 1 holes"));
    }
}
