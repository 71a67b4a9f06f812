/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hibernateext.examples.storefront.rest.Stamps;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A track as clients see one. */
record TrackView(
        @Nullable Long id,
        @Nullable Long version,
        String name,
        @Nullable String composer,
        @Nullable String genre,
        int milliseconds,
        BigDecimal unitPrice,
        AlbumView.Named album,
        @JsonUnwrapped Stamps stamps) {

    static TrackView of(Track track) {
        return new TrackView(
                track.getId(),
                track.getVersion(),
                track.getName(),
                track.getComposer(),
                track.getGenre(),
                track.getMilliseconds(),
                track.getUnitPrice(),
                AlbumView.Named.of(track.getAlbum()),
                Stamps.of(track));
    }
}
