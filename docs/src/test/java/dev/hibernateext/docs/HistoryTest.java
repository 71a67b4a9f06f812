/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.picture.HistoryPicture;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.Audited;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@HibernateExtTest
class HistoryTest implements SettingsContributor {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final MutableClock CLOCK = MutableClock.startingAt(NOON);

    @TempDir
    Path folder;

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void write(SessionFactory sessions) {
        CLOCK.set(NOON);
        sessions.inTransaction(session -> {
            var product = new Product();
            product.id = 1;
            product.name = "lamp";
            product.price = 100;
            session.persist(product);
        });
        CLOCK.advance(Duration.ofHours(1));
        try (var scope = Contexts.open(Context.ofActor("grace").withAttribute(History.REASON, "the spring sale"))) {
            sessions.inTransaction(session -> session.find(Product.class, 1).price = 80);
        }
    }

    @Test
    void tellsWhatHappened(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            var entries = History.of(session, Product.class, 1).timeline().items();
            assertThat(entries.get(0).kind()).isEqualTo(RevisionKind.UPDATED);
            assertThat(entries.get(0).changed()).containsExactly("price");
            assertThat(entries.get(0).revision().actor()).isEqualTo("grace");
            assertThat(entries.get(0).revision().reason()).isEqualTo("the spring sale");
        });
    }

    @Test
    void tellsHowItWas(SessionFactory sessions) {
        var noon = NOON;
        var evening = NOON.plus(Duration.ofHours(6));
        sessions.inTransaction(session -> {
            var history = History.of(session, Product.class, 1);
            var before = history.at(noon).orElseThrow();
            assertThat(before.price).isEqualTo(100);

            var diff = history.diff(noon, evening);
            assertThat(diff.changes()).containsExactly(new AttributeChange.OfValue("price", 100, 80));
        });
    }

    @Test
    void goesBack(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            var first = History.of(session, Product.class, 1)
                    .timeline(HistoryRequest.oldest(1))
                    .items()
                    .get(0)
                    .revision()
                    .number();
            History.of(session, Product.class, 1).revert(first, ExpectedVersion.of(1));
        });

        sessions.inTransaction(
                session -> assertThat(session.find(Product.class, 1).price).isEqualTo(100));
    }

    @Test
    void findsWhatWasDeleted(SessionFactory sessions) {
        var noon = NOON;
        var evening = NOON.plus(Duration.ofHours(6));
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inTransaction(session -> session.remove(session.find(Product.class, 1)));
        }

        sessions.inTransaction((Session session) -> {
            var deleted = History.ofType(session, Product.class)
                    .between(noon, evening)
                    .by("ada")
                    .deleted()
                    .page(HistoryRequest.newest(20));

            assertThat(deleted.items()).extracting(HistoryEntry::id).containsExactly(1);
        });
    }

    @Test
    void drawsPictures(SessionFactory sessions) {
        var page = folder.resolve("history.html");
        sessions.inTransaction(session -> {
            var history = History.of(session, Product.class, 1);
            var picture = HistoryPicture.of("Product 1", history.timeline().items());
            assertThat(picture.text()).contains("grace").contains("the spring sale");
            write(page, picture.html());
        });

        assertThat(page).content().startsWith("<!DOCTYPE html>");
    }

    private static void write(Path page, String html) {
        try {
            Files.writeString(page, html);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Entity(name = "Product")
    @Audited
    static class Product extends VersionedEntity {
        @Id
        int id;

        String name = "";

        int price;
    }
}
