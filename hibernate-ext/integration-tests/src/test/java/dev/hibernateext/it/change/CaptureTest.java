/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.Image;
import dev.hibernateext.it.change.Library.Book;
import dev.hibernateext.it.change.Library.Chapter;
import dev.hibernateext.it.change.Library.Disc;
import dev.hibernateext.it.change.Library.Magazine;
import dev.hibernateext.it.change.Library.Medium;
import dev.hibernateext.it.change.Library.Place;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.it.change.Library.Shelf;
import dev.hibernateext.it.change.Library.Ticket;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A library, and a listener that is told of its changes. */
@HibernateExtTest(
        entities = {
            Book.class,
            Chapter.class,
            Reader.class,
            Medium.class,
            Disc.class,
            Magazine.class,
            Shelf.class,
            Ticket.class,
            Place.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "10"))
abstract class CaptureTest {

    final RecordingListener told = new RecordingListener();
    final SessionFactoryScope scope;
    private Changes.Registration registration = () -> {};

    CaptureTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void register() {
        registration = Changes.of(scope.factory()).register(told);
    }

    @AfterEach
    void unregister() {
        registration.close();
    }

    ChangeSet session(Consumer<Session> work) {
        told.clear();
        scope.inTransaction(work);
        return told.only();
    }

    ChangeSet stateless(Consumer<StatelessSession> work) {
        told.clear();
        scope.inStatelessTransaction(work);
        return told.only();
    }

    static EntityChange only(ChangeSet set) {
        assertThat(set.changes()).hasSize(1);
        return (EntityChange) set.changes().get(0);
    }

    static @Nullable Object before(EntityChange change, String attribute) {
        return image(change.before()).get(attribute);
    }

    static @Nullable Object after(EntityChange change, String attribute) {
        return image(change.after()).get(attribute);
    }

    static BulkChange bulk(ChangeSet set) {
        assertThat(set.changes()).hasSize(1);
        return set.bulk().get(0);
    }

    private static Image image(@Nullable Image image) {
        return Objects.requireNonNull(image);
    }
}
