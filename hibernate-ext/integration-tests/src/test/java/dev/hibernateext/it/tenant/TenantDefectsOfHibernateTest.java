/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.TenantId;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two defects of Hibernate that let a tenant through: HHH-20883, writes by identifier alone, and HHH-20878, natural identifiers
 * without the tenant. The library closes both. The blade is Hibernate by itself: 7.4.1 leaves them open, 7.4.9 does not.
 */
@HibernateExtTest(
        entities = {TenantDefectsOfHibernateTest.Safe.class, TenantDefectsOfHibernateTest.Box.class},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
class TenantDefectsOfHibernateTest {

    private static final List<String> ROW = List.of("red, red");

    /** Whether Hibernate has mended them by itself. */
    private static final boolean MENDED =
            Safe.class.getClassLoader().getResource("org/hibernate/engine/internal/TenantIdHelper.class") != null;

    /** What the blue tenant does with nothing but the identifier of the red one's row. */
    record Write(String name, Consumer<StatelessSession> attack) {

        /** What is left of the row; that a write fails is as good as that it does nothing. */
        List<String> rowsAfter(SessionFactoryScope scope) {
            try {
                Town.stateless(scope, Town.BLUE, attack);
            } catch (PersistenceException refused) {
                assertThat(refused).hasMessageNotContaining(Town.RED);
            }
            return rows(scope);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Write> writes() {
        return List.of(
                new Write("update", session -> session.update(new Box(Town.BLUE))),
                new Write("delete", session -> session.delete(new Box(Town.BLUE))),
                new Write("upsert", session -> session.upsert(new Box(Town.BLUE))));
    }

    private static List<String> rows(SessionFactoryScope scope) {
        return Town.from(
                scope,
                Town.RED,
                session -> session.createNativeQuery("select tenant || ', ' || text from Box", String.class)
                        .getResultList());
    }

    @BeforeEach
    void fill(SessionFactoryScope scope) {
        Town.in(scope, Town.RED, session -> {
            session.createNativeMutationQuery("delete from Safe").executeUpdate();
            session.createNativeMutationQuery("delete from Box").executeUpdate();
            session.persist(new Safe(Town.RED));
            session.persist(new Box(Town.RED));
        });
        assertThat(rows(scope)).isEqualTo(ROW);
    }

    private static SessionFactoryScope withoutLibrary(SessionFactoryScope scope) {
        return scope.openAnother(settings -> settings.put("hibernate.ext.tenant_rows.enabled", "false"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void hhh20883LeavesTheRowOfAnotherTenantAlone(Write write, SessionFactoryScope scope) {
        assertThat(write.rowsAfter(scope)).isEqualTo(ROW);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void hhh20883WritesTheRowOfAnotherTenantWithoutTheLibrary(Write write, SessionFactoryScope scope) {
        try (var plain = withoutLibrary(scope)) {
            assertThat(write.rowsAfter(plain).equals(ROW)).isEqualTo(MENDED);
        }
    }

    @Test
    void hhh20878ResolvesNoNaturalIdOfAnotherTenant(SessionFactoryScope scope) {
        assertThat(byNaturalId(scope)).isNull();
    }

    @Test
    void hhh20878ResolvesTheNaturalIdOfAnotherTenantWithoutTheLibrary(SessionFactoryScope scope) {
        try (var plain = withoutLibrary(scope)) {
            assertThat(byNaturalId(plain) == null).isEqualTo(MENDED);
        }
    }

    /** As a reference by natural identifier is made. */
    private static @Nullable Object byNaturalId(SessionFactoryScope scope) {
        try (var session = scope.factory()
                .withOptions()
                .tenantIdentifier((Object) Town.BLUE)
                .openSession()) {
            var safes = ((SessionFactoryImplementor) scope.factory())
                    .getMappingMetamodel()
                    .getEntityDescriptor(Safe.class);
            return safes.getNaturalIdLoader().resolveNaturalIdToId("code", (SharedSessionContractImplementor) session);
        }
    }

    @Entity(name = "Box")
    static class Box {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Box() {}

        Box(String tenant) {
            this.id = 1;
            this.tenant = tenant;
            this.text = tenant;
        }
    }

    @Entity(name = "Safe")
    static class Safe {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @NaturalId
        String code = "code";

        Safe() {}

        Safe(String tenant) {
            this.id = 1;
            this.tenant = tenant;
        }
    }
}
