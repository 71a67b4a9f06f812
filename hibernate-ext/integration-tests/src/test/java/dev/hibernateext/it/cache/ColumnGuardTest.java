/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.internal.orm.ColumnGuard;
import dev.hibernateext.cache.internal.orm.TableWritesFactory;
import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Crate;
import dev.hibernateext.it.cache.Stock.Filled;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.ItemName;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.it.cache.Stock.Priced;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The blades of {@link ColumnHazardsTest}: its tests fail by a stale result where the guard they are for is off. */
@HibernateExtTest(
        entities = {Item.class, Lot.class, Bin.class, Crate.class, Priced.class, Filled.class, ItemName.class},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ColumnGuardTest {

    private final SessionFactoryScope scope;

    ColumnGuardTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void findsWhatStatementsChangedPastTheVersion() {
        assertStale(new Passing(), "new", ColumnHazardsTest::writesBringBackWhatAStatementChangedPastTheVersion);
    }

    @Test
    void findsWhatStatementsOfHqlChangedPastTheVersion() {
        assertStale(new Passing(), "new", ColumnHazardsTest::writesBringBackWhatAStatementOfHqlChangedPastTheVersion);
    }

    @Test
    void findsWhatSessionsTookBack() {
        assertStale(new Remembering(), "new", ColumnHazardsTest::writesBringBackWhatTheirSessionTookBack);
    }

    @Test
    void findsWhatWritesWithoutAVersionBringBack() {
        assertStale(new Trusting(), "new", ColumnHazardsTest::writesWithoutAVersionBringOldValuesBack);
    }

    @Test
    void findsRowsThatCameAgain() {
        assertStale(new Trusting(), "new", ColumnHazardsTest::writesBringBackARowThatCameAgain);
    }

    @Test
    void findsColumnsTheDatabaseFills() {
        assertStale(new Unfilled(), 0, ColumnHazardsTest::theDatabaseComputesColumns);
    }

    private void assertStale(TableWritesFactory writes, Object found, Consumer<ColumnHazardsTest> test) {
        try (var blind = scope.openAnother(settings -> settings.put(
                "hibernate.cache.query_cache_factory", writes.getClass().getName()))) {
            assertThatThrownBy(() -> test.accept(new ColumnHazardsTest(blind)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "Expecting actual:%n  [%s]", found instanceof String ? "\"" + found + "\"" : found);
        }
    }

    private static EnumSet<ColumnGuard> allBut(ColumnGuard guard) {
        return EnumSet.complementOf(EnumSet.of(guard));
    }

    /** Found by name, as the others. */
    public static final class Passing extends TableWritesFactory {

        /** Made by Hibernate. */
        public Passing() {
            super(allBut(ColumnGuard.VERSIONS_NOT_PASSED));
        }
    }

    /** Takes what sessions remember for what is so. */
    public static final class Remembering extends TableWritesFactory {

        /** Made by Hibernate. */
        public Remembering() {
            super(allBut(ColumnGuard.SESSIONS_OF_ONE_TRANSACTION));
        }
    }

    /** Takes each row for the one that was read. */
    public static final class Trusting extends TableWritesFactory {

        /** Made by Hibernate. */
        public Trusting() {
            super(allBut(ColumnGuard.ROWS_KEPT_BY_VERSION));
        }
    }

    /** Does not know that the database fills columns. */
    public static final class Unfilled extends TableWritesFactory {

        /** Made by Hibernate. */
        public Unfilled() {
            super(allBut(ColumnGuard.COLUMNS_THE_DATABASE_FILLS));
        }
    }
}
