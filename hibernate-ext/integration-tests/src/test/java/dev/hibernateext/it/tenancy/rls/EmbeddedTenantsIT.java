/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row-level security of tenants that are part of an identifier or of an embeddable. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {
            EmbeddedTenantsIT.Plot.class,
            EmbeddedTenantsIT.Fence.class,
            EmbeddedTenantsIT.Gate.class,
            EmbeddedTenantsIT.Post.class
        })
class EmbeddedTenantsIT {

    private final SecuredDatabase secured;
    private final SessionFactory factory;

    EmbeddedTenantsIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.route(Map.of(), Plot.class, Fence.class, Gate.class, Post.class);
    }

    /** The same identifiers for both tenants. */
    @BeforeEach
    void fill(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("truncate plot, fence, gate, post, plot_word"));
        }
        for (var tenant : List.of("acme", "bolt")) {
            Ledger.as(
                    tenant,
                    () -> factory.fromTransaction(session -> {
                        var plot = new Plot();
                        plot.id = new Key(tenant, 1);
                        plot.words.add(tenant);
                        plot.next = plot;
                        session.persist(plot);
                        var fence = new Fence();
                        fence.tenant = tenant;
                        fence.id = 1;
                        session.persist(fence);
                        var gate = new Gate();
                        gate.id = tenant.equals("acme") ? 1 : 2;
                        session.persist(gate);
                        var post = new Post();
                        post.id = gate.id;
                        post.plot = plot;
                        post.gate = gate;
                        session.persist(post);
                        return plot;
                    }));
        }
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    @Test
    void coversEveryTable() {
        assertThat(secured.security().tableNames())
                .containsExactlyInAnyOrder("Plot", "Fence", "Gate", "Post", "plot_word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plot", "fence", "gate", "post", "plot_word"})
    void showsRowsOfTheTenantOnly(String table, SessionFactoryScope scope) throws SQLException {
        assertThat(count("acme", table)).isOne();
        assertThat(count("bolt", table)).isOne();
        // the blade: without the policy
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table " + table + " disable row level security"));
            assertThat(count("acme", table)).isEqualTo(2);
            SecuredDatabase.run(connection, List.of("alter table " + table + " enable row level security"));
        }
    }

    private long count(String tenant, String table) {
        return Ledger.as(
                tenant,
                () -> factory.fromTransaction(
                        session -> session.createNativeQuery("select count(*) from " + table, Long.class)
                                .getSingleResult()));
    }

    @Test
    void refersToNoRowOfAnotherTenant() {
        assertThatThrownBy(() -> Ledger.as(
                        "acme",
                        () -> factory.fromTransaction(
                                session -> session.createNativeMutationQuery("update post set gate_id = 2")
                                        .executeUpdate())))
                .hasMessageContaining("foreign key");
    }

    @Test
    void knowsItsOwnPolicies() throws SQLException {
        try (var connection = secured.pool().getConnection()) {
            assertThat(secured.security().check(connection).findings()).isEmpty();
            assertThat(secured.security().upgrade(connection)).isEmpty();
        }
    }

    @Embeddable
    record Key(@TenantId String tenant, long number) {}

    @Entity(name = "Plot")
    static class Plot {

        @EmbeddedId
        @Nullable
        Key id;

        @ManyToOne
        @Nullable
        Plot next;

        @ElementCollection
        @CollectionTable(name = "plot_word")
        Set<String> words = new HashSet<>();
    }

    static class FenceId implements Serializable {

        private static final long serialVersionUID = 1L;

        @Nullable
        String tenant;

        long id;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof FenceId that && that.id == id;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }
    }

    @Entity(name = "Fence")
    @IdClass(FenceId.class)
    static class Fence {

        @Id
        @TenantId
        @Nullable
        String tenant;

        @Id
        long id;
    }

    @Embeddable
    static class Holder {

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;
    }

    @Entity(name = "Gate")
    static class Gate {

        @Id
        long id;

        @Embedded
        Holder holder = new Holder();
    }

    @Entity(name = "Post")
    static class Post {

        @Id
        long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @ManyToOne
        @Nullable
        Plot plot;

        @ManyToOne
        @Nullable
        Gate gate;
    }
}
