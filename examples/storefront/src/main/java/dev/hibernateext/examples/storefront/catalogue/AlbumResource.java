/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.examples.storefront.rest.Part;
import dev.hibernateext.examples.storefront.rest.RestResource;
import dev.hibernateext.examples.storefront.rest.RestTableBuilder;
import dev.hibernateext.examples.storefront.rest.RestWork;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Albums with their artists. */
@RestController
@RequestMapping("/shops/{shop}/api/albums")
class AlbumResource extends RestResource<Album, AlbumView> {

    AlbumResource(RestWork work) {
        super(
                work,
                new RestTableBuilder<>(work.factory(), Album.class, Album::new)
                        .readable("artist.id")
                        .searched("title", "artist.name")
                        .writable("title")
                        .part(Part.reference("artistId", Artist.class, Album::setArtist))
                        .fetching("artist")
                        .build(),
                AlbumView::of);
    }
}
