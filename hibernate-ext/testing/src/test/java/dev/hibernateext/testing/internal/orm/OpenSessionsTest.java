/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.internal.orm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

@HibernateExtTest(entities = OpenSessionsTest.Thing.class)
class OpenSessionsTest {

    private final OpenSessions sessions = new OpenSessions();

    @Test
    void holdsFewOfManySessionsThatWereClosed(SessionFactoryScope scope) {
        try (var open = scope.openSession()) {
            sessions.opened((SharedSessionContractImplementor) open);
            for (var i = 0; i < 10_000; i++) {
                try (var next = scope.openSession()) {
                    sessions.opened((SharedSessionContractImplementor) next);
                }
            }
            assertThat(sessions.known()).isLessThan(2_000);
            assertThat(sessions.stillOpen())
                    .singleElement()
                    .satisfies(found -> assertThat(found.session()).isSameAs(open));
        }
    }

    @Entity(name = "Thing")
    static class Thing {

        @Id
        int id;
    }
}
