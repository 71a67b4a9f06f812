/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Envers keeps what the library writes. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "org.hibernate.envers.do_not_audit_optimistic_locking_field", value = "false"))
class AuditHistoryIT {

    @Test
    void holdsStampsAndVersionsOfEachRevision(SessionFactoryScope scope) {
        as(scope, "ada", session -> session.persist(new Deed(1)));
        as(scope, "bob", session -> session.find(Deed.class, 1).text = "new");
        as(scope, "eve", session -> session.remove(session.find(Deed.class, 1)));

        scope.inTransaction(session -> {
            var reader = AuditReaderFactory.get(session);
            var revisions = reader.getRevisions(Deed.class, 1);
            assertThat(revisions).hasSize(3);
            var created = reader.find(Deed.class, 1, revisions.get(0));
            assertThat(created.getCreatedBy()).isEqualTo("ada");
            assertThat(created.getUpdatedBy()).isEqualTo("ada");
            assertThat(created.getVersion()).isZero();
            var updated = reader.find(Deed.class, 1, revisions.get(1));
            assertThat(updated.getCreatedBy()).isEqualTo("ada");
            assertThat(updated.getUpdatedBy()).isEqualTo("bob");
            assertThat(updated.getVersion()).isEqualTo(1);
            assertThat(updated.getUpdatedAt()).isAfterOrEqualTo(created.getUpdatedAt());
            assertThat(reader.find(Deed.class, 1, revisions.get(2))).isNull();
        });
    }

    private static void as(SessionFactoryScope scope, String actor, Consumer<Session> work) {
        Contexts.run(Context.ofActor(actor), () -> scope.inTransaction(work));
    }

    @Entity(name = "Deed")
    @Audited
    @AuditOverride(forClass = AuditedEntity.class)
    @AuditOverride(forClass = VersionedEntity.class)
    static class Deed extends AuditedEntity {
        @Id
        int id;

        @Nullable
        String text;

        Deed() {}

        Deed(int id) {
            this.id = id;
        }
    }
}
