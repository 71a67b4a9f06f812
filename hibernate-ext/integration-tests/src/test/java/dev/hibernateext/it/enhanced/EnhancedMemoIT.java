/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.ArrayList;
import org.hibernate.Hibernate;
import org.hibernate.query.Page;
import org.junit.jupiter.api.Test;

/** An entity that is soft-deletable too. */
class EnhancedMemoIT extends EnhancedEntityTest {

    EnhancedMemoIT() {
        super(Memo.class);
    }

    @Test
    void marksTheRowAndKeepsTheLazyAttribute(StatementRecorder statements) {
        delete();

        statements
                .assertCount(StatementKind.SELECT, 1)
                .assertCount(StatementKind.UPDATE, 1)
                .assertCount(2);
        factory().inTransaction(session -> assertThat(session.find(type(), 1)).isNull());
        factory().inSession(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                var deleted = all.find(type(), 1);
                assertThat(((SoftDeletableEntity) deleted).getDeletedBy()).isEqualTo("bob");
                assertThat(Hibernate.isPropertyInitialized(deleted, "body")).isFalse();
                assertThat(deleted.body()).isEqualTo("long");
            }
        });
    }

    @Test
    void deletesAReferenceThatIsNotLoaded(StatementRecorder statements) {
        as("bob", session -> session.remove(session.getReference(type(), 1)));

        assertThat(statements.count(StatementKind.DELETE)).isZero();
        factory().inTransaction(session -> assertThat(session.find(type(), 1)).isNull());
    }

    @Test
    void restoresByStatement(StatementRecorder statements) {
        delete();
        statements.clear();

        as("eve", session -> Trash.of(session, type()).restore(1));

        requireRestored();
    }

    @Test
    void restoresInstancesThatHooksWatch() {
        delete();
        var seen = new ArrayList<Text>();

        try (var registration = Hooks.of(factory()).on(type()).afterRestore(write -> seen.add(write.entity()))) {
            as("eve", session -> Trash.of(session, type()).restore(1));
        }

        assertThat(seen).extracting(Text::title).containsExactly("old");
        requireRestored();
    }

    @Test
    void listsTheLazyAttributeOnDemand() {
        delete();

        factory()
                .inTransaction(session -> assertThat(Trash.of(session, type()).list(Page.first(5)))
                        .extracting(Text::body)
                        .containsExactly("long"));
    }

    private void delete() {
        as("bob", session -> session.remove(session.find(type(), 1)));
    }

    private void requireRestored() {
        var stored = (SoftDeletableEntity) read();
        assertThat(stored.getDeletedAt()).isNull();
        assertThat(stored.getUpdatedBy()).isEqualTo("eve");
        assertThat(stored.getVersion()).isEqualTo(2);
        assertThat(body()).isEqualTo("long");
    }
}
