/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextScope;
import dev.hibernateext.core.context.Contexts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class LeakCheckTest {

    private static final List<ContextScope> SCOPES = new ArrayList<>();

    @AfterEach
    void closeScopes() {
        SCOPES.forEach(ContextScope::close);
        SCOPES.clear();
    }

    @Test
    void failsATestThatLeavesASessionOpen() {
        assertThat(failures(run(LeavesSession.class)))
                .singleElement()
                .asString()
                .contains("session opened", LeavesSession.class.getName() + ".leaves(");
    }

    @Test
    void failsATestThatLeavesAStatelessSessionOpen() {
        assertThat(failures(run(LeavesStatelessSession.class)))
                .singleElement()
                .asString()
                .contains("stateless session opened", LeavesStatelessSession.class.getName() + ".leaves(");
    }

    @Test
    void failsATestThatLeavesAConnectionOpen() {
        assertThat(failures(run(LeavesConnection.class)))
                .singleElement()
                .asString()
                .contains("connection opened", LeavesConnection.class.getName() + ".leaves(");
    }

    @Test
    void failsATestThatLeavesAScopeOpenAndNotTheNext() {
        var tests = run(LeavesScope.class);

        assertThat(failures(tests)).singleElement().asString().contains("scope of Contexts on thread");
        tests.assertStatistics(statistics -> statistics.succeeded(1));
    }

    @Test
    void closesWhatIsLeftSoThatTheNextTestIsNotHit() {
        var tests = run(LeavesEverythingFirst.class);

        assertThat(failures(tests)).singleElement().asString().contains("left 2 open");
        tests.assertStatistics(statistics -> statistics.succeeded(1));
    }

    @Test
    void keepsTheFailureOfTheTestInFront() {
        assertThat(failures(run(FailsAndLeaves.class))).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessage("the reason");
            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LeakError.class);
        });
    }

    @Test
    void letsAClassSwitchItOff() {
        run(LeavesSessionKnowingly.class)
                .assertStatistics(statistics -> statistics.started(1).succeeded(1));
    }

    @Test
    void isSilentWhenEverythingWasClosed() {
        run(LeavesNothing.class)
                .assertStatistics(statistics -> statistics.started(1).succeeded(1));
    }

    private static List<Throwable> failures(Events tests) {
        return tests.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    private static Events run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute()
                .testEvents();
    }

    @HibernateExtTest
    static class LeavesSession {

        @Test
        void leaves(SessionFactoryScope scope) {
            scope.openSession();
        }
    }

    @HibernateExtTest
    static class LeavesStatelessSession {

        @Test
        void leaves(SessionFactoryScope scope) {
            scope.openStatelessSession();
        }
    }

    @HibernateExtTest
    static class LeavesConnection {

        @Test
        void leaves(SessionFactoryScope scope) throws SQLException {
            scope.dataSource().getConnection();
        }
    }

    @HibernateExtTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesScope {

        @Test
        @Order(1)
        void leaves() {
            SCOPES.add(Contexts.open(Context.ofActor("ada")));
        }

        @Test
        @Order(2)
        void isNotToBlame() {
            assertThat(Contexts.isOpen()).isTrue();
        }
    }

    @HibernateExtTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesEverythingFirst {

        @Test
        @Order(1)
        void leaves(SessionFactoryScope scope) {
            var session = scope.openSession();
            session.beginTransaction();
            session.doWork(connection -> assertThat(connection.getAutoCommit()).isFalse());
        }

        @Test
        @Order(2)
        void isNotHit(SessionFactoryScope scope) {
            assertThat(scope.dataSource().openConnections()).isEmpty();
        }
    }

    @HibernateExtTest
    static class FailsAndLeaves {

        @Test
        void fails(SessionFactoryScope scope) {
            scope.openSession();
            throw new IllegalStateException("the reason");
        }
    }

    @HibernateExtTest(leakCheck = false)
    static class LeavesSessionKnowingly {

        @Test
        void leaves(SessionFactoryScope scope) {
            scope.openSession();
        }
    }

    @HibernateExtTest
    static class LeavesNothing {

        @Test
        void closes(SessionFactoryScope scope) throws SQLException {
            scope.inTransaction(session -> session.flush());
            scope.dataSource().getConnection().close();
            Contexts.open(Context.ofActor("ada")).close();
        }
    }
}
