/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Entities of which queries read some rows and writes change others. */
final class Offers {

    private Offers() {}

    /** The offer with this number. */
    static Offer offer(Session session, int number) {
        return session.createSelectionQuery("from Offer where number = :number", Offer.class)
                .setParameter("number", number)
                .getSingleResult();
    }

    static List<?> answer(SessionFactoryScope in, String query, Object... parameters) {
        return in.fromTransaction(session -> answer(session, query, true, parameters));
    }

    static List<?> answer(Session session, String query, boolean cached, Object... parameters) {
        var selection = session.createSelectionQuery(query, Object.class).setCacheable(cached);
        for (var i = 0; i < parameters.length; i++) {
            selection.setParameter(i + 1, parameters[i]);
        }
        return selection.getResultList();
    }

    /** Has a version, and an identifier that never comes again. */
    @Entity(name = "Offer")
    static class Offer {

        @Id
        @GeneratedValue
        int id;

        @Version
        int version;

        int number;
        int category;
        long amount;
        boolean active;
        UUID owner = new UUID(0, 0);
        String name = "name";
        String note = "note";
        BigDecimal price = BigDecimal.ONE;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Seller seller;

        Offer() {}

        Offer(int number, int category) {
            this.number = number;
            this.category = category;
            this.amount = category;
            this.owner = new UUID(0, category);
        }
    }

    /** Has none. */
    @Entity(name = "Seller")
    static class Seller {

        @Id
        int id;

        int category;
        String name = "name";

        Seller() {}

        Seller(int id, int category) {
            this.id = id;
            this.category = category;
        }
    }
}
