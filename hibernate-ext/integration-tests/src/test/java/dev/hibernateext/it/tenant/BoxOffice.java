/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import dev.hibernateext.it.tenant.BoxOffice.Guest;
import dev.hibernateext.it.tenant.League.Player;
import dev.hibernateext.it.tenant.League.Team;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What names teams and players by their identifiers, and what tenants share. */
final class BoxOffice {

    private BoxOffice() {}

    /** Shared by tenants. */
    @Entity(name = "Notice")
    static class Notice {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team about;

        @Any(fetch = FetchType.LAZY)
        @AnyKeyJavaClass(Integer.class)
        @AnyDiscriminatorValue(discriminator = "team", entity = Team.class)
        @AnyDiscriminatorValue(discriminator = "player", entity = Player.class)
        @Column(name = "subject_kind")
        @JoinColumn(name = "subject_id")
        @Nullable
        Object subject;

        Notice() {}

        Notice(int id, @Nullable Team about) {
            this.id = id;
            this.about = about;
        }
    }

    /** Names rows by their identifiers, with associations for reading. */
    @Entity(name = "Ticket")
    static class Ticket {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @Nullable
        String seat;

        @Column(name = "team_id")
        int teamId;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "team_id", insertable = false, updatable = false)
        @Nullable
        Team team;

        Ticket() {}

        Ticket(int id, int teamId) {
            this.id = id;
            this.teamId = teamId;
        }
    }

    @Entity(name = "Invitation")
    static class Invitation {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @Embedded
        Guest guest = new Guest();

        Invitation() {}

        Invitation(int id, int playerId) {
            this.id = id;
            this.guest.playerId = playerId;
        }
    }

    @Embeddable
    static class Guest {

        @Column(name = "player_id")
        @Nullable
        Integer playerId;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "player_id", insertable = false, updatable = false)
        @Nullable
        Player player;
    }
}
