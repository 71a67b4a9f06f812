/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hibernateext.examples.storefront.rest.Stamps;
import org.jspecify.annotations.Nullable;

/** An album as clients see one. */
record AlbumView(
        @Nullable Long id,
        @Nullable Long version,
        String title,
        ArtistView.Named artist,
        @JsonUnwrapped Stamps stamps) {

    static AlbumView of(Album album) {
        return new AlbumView(
                album.getId(),
                album.getVersion(),
                album.getTitle(),
                ArtistView.Named.of(album.getArtist()),
                Stamps.of(album));
    }

    /** An album beside something else. */
    record Named(@Nullable Long id, String title, ArtistView.Named artist) {

        static Named of(Album album) {
            return new Named(album.getId(), album.getTitle(), ArtistView.Named.of(album.getArtist()));
        }
    }
}
