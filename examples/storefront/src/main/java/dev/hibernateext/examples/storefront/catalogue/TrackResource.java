/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.examples.storefront.rest.Part;
import dev.hibernateext.examples.storefront.rest.RestResource;
import dev.hibernateext.examples.storefront.rest.RestTableBuilder;
import dev.hibernateext.examples.storefront.rest.RestWork;
import dev.hibernateext.history.History;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tracks with their albums and artists, and what happened to them. */
@RestController
@RequestMapping("/shops/{shop}/api/tracks")
class TrackResource extends RestResource<Track, TrackView> {

    TrackResource(RestWork work) {
        super(
                work,
                new RestTableBuilder<>(work.factory(), Track.class, Track::new)
                        .readable("genre", "milliseconds", "unitPrice", "album.id", "album.artist.id")
                        .searched("name", "composer", "album.title", "album.artist.name")
                        .writable("name", "composer", "genre", "milliseconds", "unitPrice")
                        .part(Part.reference("albumId", Album.class, Track::setAlbum))
                        .fetching("album.artist")
                        .build(),
                TrackView::of);
    }

    @GetMapping("/{id}/history")
    List<TrackChange> history(@PathVariable("id") long id) {
        return work().read(entities -> TrackChange.of(History.of(entities, Track.class, id)));
    }
}
