/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks that raise a version end the results that read it. */
@HibernateExtTest(
        entities = {Item.class, Bin.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ForcedVersionsIT {

    @ParameterizedTest
    @EnumSource(
            value = LockModeType.class,
            names = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
    void endResultsThatReadThem(LockModeType lock, SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Item()));
        var id = scope.fromTransaction(session -> session.createSelectionQuery("select id from Item", Integer.class)
                .getSingleResult());
        assertThat(versions(scope)).containsExactly(0);

        scope.inTransaction(session -> session.find(Item.class, id, lock));
        assertThat(versions(scope)).as("found").containsExactly(1);

        scope.inTransaction(session -> session.lock(session.find(Item.class, id), lock));
        assertThat(versions(scope)).as("locked").containsExactly(2);

        scope.inTransaction(session -> session.createSelectionQuery("from Item", Item.class)
                .setLockMode(lock)
                .getResultList());
        assertThat(versions(scope)).as("queried").containsExactly(3);
    }

    /** The update of the version ends nothing there. */
    @Test
    void leaveResultsThatReadThemInHibernate(SessionFactoryScope scope) {
        try (var stock = StockCache.open(scope)) {
            stock.inTransaction(session -> session.persist(new Item()));
            assertThat(versions(stock)).containsExactly(0);
            stock.inTransaction(session -> session.createSelectionQuery("from Item", Item.class)
                    .setLockMode(LockModeType.PESSIMISTIC_FORCE_INCREMENT)
                    .getResultList());
            assertThat(versions(stock)).containsExactly(0);
        }
    }

    private static List<Integer> versions(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.createSelectionQuery("select version from Item", Integer.class)
                .setCacheable(true)
                .getResultList());
    }
}
