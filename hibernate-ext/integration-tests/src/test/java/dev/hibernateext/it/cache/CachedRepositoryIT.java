/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.QueryCaching;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.it.cache.Tracks.Form;
import dev.hibernateext.it.cache.Tracks.Track;
import dev.hibernateext.repository.RowCountException;
import dev.hibernateext.repository.session.QueryExecution;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What repositories and pages read through the cache. */
@HibernateExtTest(
        entities = {Track.class, Tracks.Album.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class CachedRepositoryIT implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private static final QueryCaching CACHING = QueryCaching.on().key("tracks:cheap");

    private SessionFactoryScope scope;
    private StatementRecorder statements;

    @BeforeEach
    void fill(SessionFactoryScope filled, StatementRecorder recorder) {
        scope = filled;
        statements = recorder;
        Tracks.fill(scope);
        statements.clear();
    }

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void isAskedForOnceUntilItChanges(Form form) {
        var answer = read(form, "red", CACHING::getResultList);
        statements.assertCount(form.statements());
        statements.clear();

        assertThat(read(form, "red", CACHING::getResultList)).isEqualTo(answer);
        statements.assertCount(0);
        assertThat(answer).as("what the database answers").isEqualTo(readDirectly(form, "red"));

        Shop.in(scope, "red", session -> session.persist(new Track(4, "four", session.find(Tracks.Album.class, 1))));
        statements.clear();
        answer = read(form, "red", CACHING::getResultList);
        statements.assertCount(form.statements());
        assertThat(answer).isEqualTo(readDirectly(form, "red"));
    }

    @ParameterizedTest
    @EnumSource
    void isTheTenantsOwn(Form form) {
        assertThat(read(form, "red", CACHING::getResultList)).isEqualTo(readDirectly(form, "red"));
        assertThat(read(form, "blue", CACHING::getResultList))
                .isEqualTo(readDirectly(form, "blue"))
                .isNotEqualTo(readDirectly(form, "red"));
        Shop.in(scope, "blue", session -> session.persist(new Track(14, "four", session.find(Tracks.Album.class, 11))));
        statements.clear();

        read(form, "red", CACHING::getResultList);

        statements.assertCount(0);
    }

    @ParameterizedTest
    @EnumSource
    void isNotAskedForInATransactionThatWrote(Form form) {
        read(form, "red", CACHING::getResultList);
        Shop.in(scope, "red", session -> {
            session.persist(new Track(0, "none", session.find(Tracks.Album.class, 1)));
            assertThat(form.read(session, CACHING::getResultList)).isEqualTo(form.read(session, QueryExecution.PLAIN));
        });
        assertThat(read(form, "red", CACHING::getResultList)).isEqualTo(readDirectly(form, "red"));
    }

    /** The switches of soft delete are in the keys of results, whatever the modes of the session are set to. */
    @ParameterizedTest
    @EnumSource
    void isNeverThatOfASessionThatSeesOtherRows(Form form) {
        Shop.in(scope, "red", session -> session.remove(session.find(Track.class, 2)));
        Shop.in(scope, "red", session -> session.persist(new Track(5, "zwei", session.find(Tracks.Album.class, 1))));

        for (var round = 0; round < 2; round++) {
            assertThat(read(form, "red", CACHING::getResultList)).isEqualTo(readDirectly(form, "red"));
            Shop.in(scope, "red", session -> {
                assertSameAsTheDatabase(form, session, DeletedRows.ONLY);
                assertSameAsTheDatabase(form, session, DeletedRows.INCLUDE);
                assertSameAsTheDatabase(form, session, DeletedRows.EXCLUDE);
            });
        }
    }

    private static void assertSameAsTheDatabase(Form form, Session parent, DeletedRows rows) {
        try (var session = rows.openSession(parent)) {
            session.setCacheMode(CacheMode.NORMAL);
            session.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.USE);
            session.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.USE);
            var answers = new ArrayList<String>();
            for (var execution :
                    List.<QueryExecution>of(CACHING::getResultList, CACHING::getResultList, QueryExecution.PLAIN)) {
                answers.add(answer(form, session, execution));
            }
            assertThat(answers.get(0)).as("%s of %s", form, rows).isEqualTo(answers.get(2));
            assertThat(answers.get(1)).as("%s of %s", form, rows).isEqualTo(answers.get(2));
        }
    }

    /** There may be none, or too many, where just one is asked for. */
    private static String answer(Form form, Session session, QueryExecution execution) {
        try {
            return String.valueOf(form.read(session, execution));
        } catch (RowCountException e) {
            return e.toString();
        }
    }

    @Test
    void isSharedByBothKindsOfSession() {
        read(Form.ALL, "red", CACHING::getResultList);
        statements.clear();

        try (var session = scope.factory()
                .withStatelessOptions()
                .tenantIdentifier((Object) "red")
                .openStatelessSession()) {
            assertThat(Tracks.names(
                            Tracks.cheap(session, CACHING::getResultList).all()))
                    .containsExactly("one", "two", "three");
        }

        statements.assertCount(0);
    }

    @Test
    void endsUnderItsKeyAndTagsWithItsTime() {
        var caching = CACHING.tags("catalogue").ttl(Duration.ofMinutes(5));
        for (var form : Form.values()) {
            read(form, "red", caching::getResultList);
        }
        CLOCK.advance(Duration.ofMinutes(4));
        assertThat(countOfAll(caching)).isZero();
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(countOfAll(caching)).isPositive();

        CachedResults.of(scope.factory()).ofAllTenants().invalidateKeys("tracks:*");
        assertThat(countOfAll(caching)).isPositive();
        CachedResults.of(scope.factory()).ofAllTenants().invalidateTag("catalogue");
        assertThat(countOfAll(caching)).isPositive();
        var ended = CachedResults.of(scope.factory()).statistics();
        assertThat(ended.ended(EndCause.PATTERN))
                .isEqualTo(ended.ended(EndCause.TAG))
                .isPositive();
    }

    private int countOfAll(QueryCaching caching) {
        statements.clear();
        for (var form : Form.values()) {
            read(form, "red", caching::getResultList);
        }
        return statements.count();
    }

    @Test
    void isLeftAloneWhereItIsSwitchedOff() {
        read(Form.ALL, "red", CACHING::getResultList);
        statements.clear();

        read(Form.ALL, "red", CACHING.enabled(false)::getResultList);

        statements.assertCount(1);
    }

    private Object read(Form form, String tenant, QueryExecution execution) {
        return Shop.from(scope, tenant, (Session session) -> form.read(session, execution));
    }

    private Object readDirectly(Form form, String tenant) {
        return read(form, tenant, QueryExecution.PLAIN);
    }
}
