/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.it.matrix.GuaranteesFile;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.leak.LeakFinding;
import dev.hibernateext.testing.leak.LeakKit;
import dev.hibernateext.testing.leak.LeakPolicy;
import dev.hibernateext.testing.leak.LeakTests;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit finds nothing in thirty entities of all kinds whose tenants are kept apart, but native SQL where it is asked for. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class LeakKitIT extends Sample implements LeakTests {

    private static final Logger LOG = Logger.getLogger(LeakKitIT.class);
    private static final int ENTITIES = 30;

    private static final Paths PATHS = new Paths();

    private final SessionFactoryScope scope;

    LeakKitIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Override
    public LeakKit leakKit() {
        return LeakKit.of(scope.factory(), "red", "blue");
    }

    @Override
    @TestFactory
    public Stream<DynamicNode> keepsTenantsApart() {
        return PATHS.recording(leakKit().tests(), scope.database().kind());
    }

    /** Where an attack got through, or a database was left out, there is nothing to compare. */
    @AfterAll
    static void documentsWhatWasFound() throws IOException {
        if (PATHS.isComplete()) {
            GuaranteesFile.TENANTS.writeOrCompare(PATHS.document());
        }
    }

    @Test
    void hasThirtyEntities() {
        assertThat(leakKit().tests()).hasSize(ENTITIES);
    }

    @Test
    void findsNothingInThirtyEntities() {
        var start = System.nanoTime();

        assertThat(leakKit().reading(scope.dataSource()).findings()).isEmpty();

        LOG.infof(
                "The leak kit took %d ms",
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /** The condition of a merge compares tenants, and is blind in one direction if it does not compare for equality. */
    @Test
    void findsNothingTheOtherWayRound() {
        var kit = LeakKit.of(scope.factory(), "blue", "red");

        assertThat(kit.reading(scope.dataSource()).findings()).isEmpty();
    }

    @Test
    void findsWhatOnlyADatabaseCanClose() {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.H2);
        var kit = LeakKit.of(scope.factory(), "red", "blue").nativeSql(LeakPolicy.FAIL);

        assertThat(kit.findings())
                .allSatisfy(finding -> assertThat(finding.attack()).matches("native SQL"))
                .filteredOn(finding -> finding.attack().equals("native SQL"))
                .extracting(LeakFinding::entity)
                .hasSize(ENTITIES)
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesOutSharedEntities() {
        assertThat(leakKit().shared(Measurement.class).tests()).hasSize(ENTITIES - 1);
    }
}
