/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is for sale, over HTTP. */
final class HandCatalogue {

    private HandCatalogue() {}

    /** Artists. */
    @RestController
    @RequestMapping("/shops/{shop}/api/artists")
    static class Artists extends HandResource<Artist, ArtistView> {

        Artists(HandRows.Artists rows) {
            super(rows, List.of("id", "name"), List.of(), ArtistView::of);
        }
    }

    /** Albums with their artists. */
    @RestController
    @RequestMapping("/shops/{shop}/api/albums")
    static class Albums extends HandResource<Album, AlbumView> {

        Albums(HandRows.Albums rows) {
            super(rows, List.of("id", "title", "artist.id", "artist.name"), List.of("artist"), AlbumView::of);
        }
    }

    /** Tracks with their albums and artists. */
    @RestController
    @RequestMapping("/shops/{shop}/api/tracks")
    static class Tracks extends HandResource<Track, TrackView> {

        private static final List<String> FIELDS = List.of(
                "id",
                "name",
                "composer",
                "genre",
                "milliseconds",
                "unitPrice",
                "album.id",
                "album.title",
                "album.artist.id",
                "album.artist.name");

        Tracks(HandRows.Tracks rows) {
            super(rows, FIELDS, List.of("album.artist"), TrackView::of);
        }
    }

    record ArtistView(
            @Nullable Long id,
            @Nullable Long version,
            String name,
            @Nullable Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {

        static ArtistView of(Artist artist) {
            return new ArtistView(
                    artist.id,
                    artist.version,
                    artist.name,
                    artist.createdAt,
                    artist.createdBy,
                    artist.updatedAt,
                    artist.updatedBy);
        }
    }

    record AlbumView(
            @Nullable Long id,
            @Nullable Long version,
            String title,
            NamedArtist artist,
            @Nullable Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {

        static AlbumView of(Album album) {
            return new AlbumView(
                    album.id,
                    album.version,
                    album.title,
                    NamedArtist.of(album.artist),
                    album.createdAt,
                    album.createdBy,
                    album.updatedAt,
                    album.updatedBy);
        }
    }

    record TrackView(
            @Nullable Long id,
            @Nullable Long version,
            String name,
            @Nullable String composer,
            @Nullable String genre,
            int milliseconds,
            BigDecimal unitPrice,
            NamedAlbum album,
            @Nullable Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {

        static TrackView of(Track track) {
            return new TrackView(
                    track.id,
                    track.version,
                    track.name,
                    track.composer,
                    track.genre,
                    track.milliseconds,
                    track.unitPrice,
                    NamedAlbum.of(track.album),
                    track.createdAt,
                    track.createdBy,
                    track.updatedAt,
                    track.updatedBy);
        }
    }

    record NamedArtist(@Nullable Long id, String name) {

        static NamedArtist of(Artist artist) {
            return new NamedArtist(artist.id, artist.name);
        }
    }

    record NamedAlbum(@Nullable Long id, String title, NamedArtist artist) {

        static NamedAlbum of(Album album) {
            return new NamedAlbum(album.id, album.title, NamedArtist.of(album.artist));
        }
    }
}
