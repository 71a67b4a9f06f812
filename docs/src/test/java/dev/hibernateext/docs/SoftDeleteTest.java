/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.PurgeResult;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.Deletion;
import dev.hibernateext.mixins.SoftDeletable;
import dev.hibernateext.mixins.SoftDeletable.References;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.query.Page;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class SoftDeleteTest implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-05-01T12:00:00Z"));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void publish(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            var album = new Album(1, "Powerage");
            List.of(
                            new Track(1, "Riff Raff", album),
                            new Track(2, "Sin City", album),
                            new Track(3, "Gimme a Bullet", album))
                    .forEach(album.tracks::add);
            session.persist(album);
        });
    }

    @Test
    void marksWhatADeleteTakesAndHidesIt(SessionFactory sessions, StatementRecorder recorder) {
        recorder.clear();
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inTransaction(session -> session.remove(session.find(Album.class, 1)));
        }
        recorder.assertCount(StatementKind.DELETE, 0);
        sessions.inSession(session -> {
            assertThat(session.find(Album.class, 1)).isNull();
            assertThat(session.createSelectionQuery("from Track", Track.class).getResultList())
                    .isEmpty();
        });
        sessions.inSession(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                var track = all.find(Track.class, 1);
                assertThat(track.getDeletedBy()).isEqualTo("ada");
                assertThat(track.getDeletionId())
                        .isEqualTo(all.find(Album.class, 1).getDeletionId());
            }
        });
    }

    @Test
    void convertsBulkDeletes(SessionFactory sessions) {
        sessions.inStatelessTransaction(
                session -> session.createMutationQuery("delete from Track where title like 'S%'")
                        .executeUpdate());

        sessions.inSession(session -> {
            assertThat(session.find(Track.class, 2)).isNull();
            try (var deleted = DeletedRows.ONLY.openSession(session)) {
                assertThat(deleted.createSelectionQuery("select title from Track", String.class)
                                .getResultList())
                        .containsExactly("Sin City");
            }
        });
    }

    @Test
    void restoresExactlyWhatOneDeleteTook(SessionFactory sessions) {
        sessions.inTransaction(session -> session.remove(session.find(Track.class, 3)));
        sessions.inTransaction(session -> session.remove(session.find(Album.class, 1)));

        sessions.inTransaction(session -> {
            var restored = Trash.of(session, Album.class).restore(1);
            assertThat(restored.rowsOf(Album.class)).isEqualTo(1);
            assertThat(restored.rowsOf(Track.class)).isEqualTo(2);
        });

        sessions.inTransaction(
                session -> assertThat(Trash.of(session, Track.class).list(Page.first(10)))
                        .extracting(track -> track.title)
                        .containsExactly("Gimme a Bullet"));
    }

    @Test
    void listsAndRestoresOperations(SessionFactory sessions) {
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inTransaction(session -> session.remove(session.find(Album.class, 1)));
        }
        sessions.inTransaction(session -> {
            var trash = Trash.of(session, Album.class);
            var last = trash.operations(Page.first(1)).get(0);
            assertThat(last.deletedBy()).isEqualTo("ada");
            assertThat(last.rowsByEntity()).containsEntry(Track.class.getName(), 3L);
            trash.restoreOperation(last.deletionId());
        });
        assertThat(tracks(sessions)).isEqualTo(3);
    }

    @Test
    void selectsWhatToRestore(SessionFactory sessions) {
        sessions.inTransaction(
                session -> session.createMutationQuery("delete from Track").executeUpdate());
        sessions.inTransaction(session ->
                Trash.of(session, Track.class).restore(Restriction.restrict(Track.class, "title", Range.prefix("S"))));
        assertThat(tracks(sessions)).isEqualTo(1);
    }

    @Test
    void refusesToRestoreBelowADeletedParent(SessionFactory sessions) {
        sessions.inTransaction(session -> session.remove(session.find(Album.class, 1)));

        assertThatExceptionOfType(ParentDeletedException.class)
                .isThrownBy(() -> sessions.inTransaction(
                        session -> Trash.of(session, Track.class).restore(1)));
        assertThat(tracks(sessions)).isZero();
    }

    @Test
    void purgesWhatIsOld(SessionFactory sessions) {
        sessions.inTransaction(session -> session.remove(session.find(Album.class, 1)));
        CLOCK.advance(Duration.ofDays(91));

        var progress = new ArrayList<PurgeResult>();
        var forecast = sessions.fromSession(session -> Trash.of(session, Album.class)
                .purgeOlderThan(Duration.ofDays(90), PurgeOptions.defaults().asDryRun()));
        assertThat(forecast.total()).isEqualTo(4);

        sessions.inSession(session -> Trash.of(session, Album.class)
                .purgeOlderThan(
                        Duration.ofDays(90),
                        PurgeOptions.defaults().inBatchesOf(100).reportingTo(progress::add)));

        assertThat(progress.get(0).rowsByTable()).hasSize(2);
        sessions.inTransaction(
                session -> assertThat(Trash.of(session, Album.class).count()).isZero());
    }

    @Test
    void keepsReferencesReadable(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            session.persist(new Sale(1, session.getReference(Track.class, 1)));
            session.persist(new Redemption(1, new Coupon(1)));
        });
        sessions.inTransaction(session -> {
            session.remove(session.find(Album.class, 1));
            session.remove(session.find(Coupon.class, 1));
        });

        sessions.inSession(session ->
                assertThat(session.find(Sale.class, 1).track.getTitle()).isEqualTo("Riff Raff"));
        sessions.inSession(session -> {
            var coupon = session.find(Redemption.class, 1).coupon;
            assertThatExceptionOfType(EntityNotFoundException.class).isThrownBy(() -> Hibernate.initialize(coupon));
        });
    }

    @Test
    void marksRowsOfEntitiesThatEmbedTheMark(SessionFactory sessions) {
        sessions.inTransaction(session -> session.persist(new Voucher(1)));
        sessions.inTransaction(session -> session.remove(session.find(Voucher.class, 1)));

        sessions.inTransaction(
                session -> assertThat(Trash.of(session, Voucher.class).count()).isEqualTo(1));
    }

    @Test
    void deletesForGoodWhereTheFeatureIsOff(SessionFactoryScope scope, StatementRecorder recorder) {
        try (var off = scope.openAnother(settings -> settings.put(CoreSettings.SOFT_DELETE_ENABLED, false))) {
            recorder.clear();
            off.inTransaction(session -> session.remove(session.find(Album.class, 1)));
            recorder.assertCount(StatementKind.DELETE, 4);
        }
    }

    private static long tracks(SessionFactory sessions) {
        return sessions.fromSession(session -> session.createSelectionQuery("select count(*) from Track", Long.class)
                .getSingleResult());
    }

    @Entity(name = "Album")
    static class Album extends SoftDeletableEntity {
        @Id
        Integer id;

        String title;

        @OneToMany(mappedBy = "album", cascade = CascadeType.ALL)
        List<Track> tracks = new ArrayList<>();

        @SuppressWarnings("NullAway.Init")
        Album() {}

        Album(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(name = "Track")
    static class Track extends SoftDeletableEntity {
        @Id
        Integer id;

        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Album album;

        @SuppressWarnings("NullAway.Init")
        Track() {}

        Track(int id, String title, Album album) {
            this.id = id;
            this.title = title;
            this.album = album;
        }

        String getTitle() {
            return title;
        }
    }

    @Entity(name = "Sale")
    static class Sale {
        @Id
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY)
        Track track;

        @SuppressWarnings("NullAway.Init")
        Sale() {}

        Sale(int id, Track track) {
            this.id = id;
            this.track = track;
        }
    }

    @Entity(name = "Voucher")
    static class Voucher {
        @Id
        Integer id;

        @Embedded
        @Nullable
        Deletion deletion;

        @SuppressWarnings("NullAway.Init")
        Voucher() {}

        Voucher(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Coupon")
    @SoftDeletable(references = References.HIDE)
    static class Coupon {
        @Id
        Integer id;

        @DeletedAt
        @Nullable
        Instant withdrawnAt;

        @SuppressWarnings("NullAway.Init")
        Coupon() {}

        Coupon(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Redemption")
    static class Redemption {
        @Id
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        Coupon coupon;

        @SuppressWarnings("NullAway.Init")
        Redemption() {}

        Redemption(int id, Coupon coupon) {
            this.id = id;
            this.coupon = coupon;
        }
    }
}
