/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;

/** That a track is on a playlist. */
@Entity
@IdClass(PlaylistEntry.Key.class)
public class PlaylistEntry extends AuditedEntity {

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Playlist playlist;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Track track;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected PlaylistEntry() {}

    public PlaylistEntry(Playlist playlist, Track track) {
        this.playlist = playlist;
        this.track = track;
    }

    public Playlist getPlaylist() {
        return playlist;
    }

    public Track getTrack() {
        return track;
    }

    /**
     * What identifies an entry.
     *
     * @param playlist the id of the playlist
     * @param track the id of the track
     */
    public record Key(Integer playlist, Integer track) implements Serializable {}
}
