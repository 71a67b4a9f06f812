/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stateless sessions write, without the state of before. */
class StatelessCaptureIT extends CaptureTest {

    StatelessCaptureIT(SessionFactoryScope scope) {
        super(scope);
    }

    @Test
    void reportsStatelessWrites() {
        var insert = only(stateless(session -> session.insert(new Reader(1, "Ada"))));
        assertThat(insert.kind()).isEqualTo(Kind.INSERT);
        assertThat(after(insert, "name")).isEqualTo("Ada");

        var update = only(stateless(session -> session.update(new Reader(1, "Eve"))));
        assertThat(update.kind()).isEqualTo(Kind.UPDATE);
        assertThat(update.before()).isNull();
        assertThat(after(update, "name")).isEqualTo("Eve");
        assertThat(update.dirtyAttributes()).isEmpty();

        var upsert = only(stateless(session -> session.upsert(new Reader(1, "Ida"))));
        assertThat(upsert.kind()).isEqualTo(Kind.UPSERT);
        assertThat(after(upsert, "name")).isEqualTo("Ida");

        var delete = only(stateless(session -> session.delete(new Reader(1, "Ida"))));
        assertThat(delete.kind()).isEqualTo(Kind.DELETE);
        assertThat(delete.before()).isNull();
    }

    @Test
    void reportsUpsertOfRowThatIsUpsertedDeletedAndInserted() {
        var change = only(stateless(session -> {
            session.upsert(new Reader(1, "Ada"));
            session.delete(new Reader(1, "Ada"));
            session.insert(new Reader(1, "Eve"));
        }));

        assertThat(change.kind()).isEqualTo(Kind.UPSERT);
        assertThat(after(change, "name")).isEqualTo("Eve");
    }

    @Test
    void reportsStatelessWritesOfMany() {
        var set = stateless(session -> session.insertMultiple(List.of(new Reader(1, "Ada"), new Reader(2, "Eve"))));

        assertThat(set.of(Reader.class)).extracting(EntityChange::id).containsExactly(1L, 2L);
    }

    @Test
    void publishesStatelessWriteWithoutTransactionAtOnce() {
        try (var session = scope.openStatelessSession()) {
            session.insert(new Reader(1, "Ada"));

            assertThat(told.only().transactional()).isFalse();
            assertThat(only(told.only()).kind()).isEqualTo(Kind.INSERT);
            assertThat(told.before).isEmpty();

            told.clear();
            session.beginTransaction();
            session.insert(new Reader(2, "Eve"));
            session.getTransaction().rollback();
        }

        assertThat(told.committed).isEmpty();
        assertThat(told.rolledBack).hasSize(1);
    }
}
