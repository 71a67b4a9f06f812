/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.examples.storefront.rest.RestResource;
import dev.hibernateext.examples.storefront.rest.RestTableBuilder;
import dev.hibernateext.examples.storefront.rest.RestWork;
import dev.hibernateext.examples.storefront.rest.Window;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Artists, and those in the trash. */
@RestController
@RequestMapping("/shops/{shop}/api/artists")
class ArtistResource extends RestResource<Artist, ArtistView> {

    ArtistResource(RestWork work) {
        super(
                work,
                new RestTableBuilder<>(work.factory(), Artist.class, Artist::new)
                        .searched("name")
                        .writable("name")
                        .build(),
                ArtistView::of);
    }

    /** Those that were deleted last come first. */
    @GetMapping("/trash")
    ResponseEntity<List<Deleted>> trash(HttpServletRequest request) {
        var asked = Window.of(request.getQueryString());
        return work().read(entities -> {
            var trash = Trash.of(entities, Artist.class);
            return listed(asked.of(trash::list).stream().map(Deleted::of).toList(), trash.count());
        });
    }

    /** Brings an artist back with the albums and tracks that were deleted with them. */
    @PostMapping("/{id}/restore")
    ResponseEntity<ArtistView> restore(@PathVariable("id") long id) {
        return work().write(entities -> {
            Trash.of(entities, Artist.class).restore(id);
            return shown(entities, HttpStatus.OK, entities.find(Artist.class, id));
        });
    }

    /** An artist in the trash. */
    record Deleted(
            @Nullable Long id,
            @Nullable Long version,
            String name,
            @Nullable Instant deletedAt,
            @Nullable String deletedBy) {

        static Deleted of(Artist artist) {
            return new Deleted(
                    artist.getId(),
                    artist.getVersion(),
                    artist.getName(),
                    artist.getDeletedAt(),
                    artist.getDeletedBy());
        }
    }
}
