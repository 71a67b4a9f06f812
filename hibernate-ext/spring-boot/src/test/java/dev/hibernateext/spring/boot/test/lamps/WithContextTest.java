/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.spring.boot.test.DataHibernateExtTest;
import dev.hibernateext.spring.boot.test.WithContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.context.transaction.BeforeTransaction;

/** A test of users, for an actor and a tenant. */
@DataHibernateExtTest(
        actor = "anna",
        tenant = "acme",
        properties = {"spring.main.banner-mode=off", "logging.level.root=error"})
class WithContextTest {

    private final Lamps lamps;
    private final TestEntityManager entities;

    @Autowired
    WithContextTest(Lamps lamps, TestEntityManager entities) {
        this.lamps = lamps;
        this.entities = entities;
    }

    @BeforeAll
    @AfterAll
    static void leavesNoContextOpen() {
        assertThat(Contexts.isOpen()).isFalse();
    }

    @BeforeEach
    @BeforeTransaction
    @AfterTransaction
    void hasAContext() {
        assertThat(Contexts.current()).extracting(Context::tenant).isNotNull();
    }

    private Lamp saved(String name) {
        return entities.persistFlushFind(new Lamp(name));
    }

    private static void assertIsBy(Lamp lamp, String actor, String tenant) {
        assertThat(lamp.getCreatedBy()).isEqualTo(actor);
        assertThat(lamp.shop).isEqualTo(tenant);
    }

    @Test
    void stampsTheActorTheTenantAndTheClock() {
        var lamp = saved("green");
        assertIsBy(lamp, "anna", "acme");
        assertThat(lamp.getCreatedAt()).isEqualTo(LampApplication.OPENING);
    }

    @Test
    void isRolledBack() {
        assertThat(lamps.count()).isZero();
        saved("red");
        assertThat(lamps.count()).isOne();
    }

    @Test
    void isRolledBackWhicheverTestComesFirst() {
        isRolledBack();
    }

    @Test
    @WithContext(actor = "ben")
    void takesTheTenantOfTheClass() {
        assertIsBy(saved("blue"), "ben", "acme");
    }

    @Test
    @WithContext(tenant = "umbra")
    void takesTheActorOfTheClass() {
        assertIsBy(saved("white"), "anna", "umbra");
    }

    @Test
    void hasEntitiesAndRepositoriesAndNothingElse(@Autowired ListableBeanFactory beans) {
        assertThat(beans.getBeanNamesForType(Lamps.class)).hasSize(1);
        assertThat(beans.getBeanNamesForType(Window.class)).isEmpty();
    }

    @Nested
    @WithContext(actor = "cleo", tenant = "umbra")
    class AtNight {

        @Test
        void goesBeforeTheClassAround() {
            assertIsBy(saved("black"), "cleo", "umbra");
        }
    }
}
