/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hibernateext.examples.storefront.rest.Stamps;
import org.jspecify.annotations.Nullable;

/** An artist as clients see one. */
record ArtistView(
        @Nullable Long id,
        @Nullable Long version,
        String name,
        @JsonUnwrapped Stamps stamps) {

    static ArtistView of(Artist artist) {
        return new ArtistView(artist.getId(), artist.getVersion(), artist.getName(), Stamps.of(artist));
    }

    /** An artist beside something else. */
    record Named(@Nullable Long id, String name) {

        static Named of(Artist artist) {
            return new Named(artist.getId(), artist.getName());
        }
    }
}
