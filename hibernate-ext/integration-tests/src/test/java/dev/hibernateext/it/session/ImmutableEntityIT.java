/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ImmutableEntityIT {

    @Test
    void isStampedWhenItIsCreatedAndNeverAgain(SessionFactoryScope scope, StatementRecorder statements) {
        as(scope, "ada", session -> session.persist(new Receipt(1)));
        statements.clear();
        var told = new ArrayList<ChangeSet>();
        try (var registration = Changes.of(scope.factory()).register(ChangeListener.afterCommit(told::add))) {
            as(scope, "bob", session -> session.find(Receipt.class, 1).text = "changed");
        }

        statements.assertCount(StatementKind.UPDATE, 0);
        assertThat(told).isEmpty();
        var stored = scope.fromTransaction(session -> session.find(Receipt.class, 1));
        assertThat(stored.text).isEqualTo("old");
        assertThat(stored.getCreatedBy()).isEqualTo("ada");
        assertThat(stored.getUpdatedBy()).isEqualTo("ada");
        assertThat(stored.getVersion()).isZero();
    }

    @Test
    void isRefusedInABulkUpdateAsWithoutTheLibrary(SessionFactoryScope scope) {
        as(scope, "ada", session -> session.persist(new Receipt(1)));

        assertThatThrownBy(() -> as(
                        scope,
                        "bob",
                        session -> session.createMutationQuery("update Receipt set text = 'bulk'")
                                .executeUpdate()))
                .isInstanceOfAny(HibernateException.class, IllegalArgumentException.class)
                .hasMessageContaining("immutable");
    }

    private static void as(SessionFactoryScope scope, String actor, Consumer<Session> work) {
        Contexts.run(Context.ofActor(actor), () -> scope.inTransaction(work));
    }

    @Entity(name = "Receipt")
    @Immutable
    static class Receipt extends AuditedEntity {
        @Id
        int id;

        @Nullable
        String text = "old";

        Receipt() {}

        Receipt(int id) {
            this.id = id;
        }
    }
}
