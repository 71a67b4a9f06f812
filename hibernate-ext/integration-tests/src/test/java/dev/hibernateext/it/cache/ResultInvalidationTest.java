/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.KeyPatternException;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.UnknownEntityTypeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results end by hand: those that are told to, and no others. */
@HibernateExtTest(
        entities = {Voucher.class, Shelf.class},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultInvalidationTest {

    private static final TenantKey RED = new TenantKey("red");

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    ResultInvalidationTest(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    /** Red and blue have a result under each of three keys; the first reads shelves, the others vouchers. */
    @BeforeEach
    void cache() {
        Results.all().forEach(result -> result.read(scope));
        assertThat(loaded()).isEmpty();
    }

    @Test
    void byKeyOfATenant() {
        assertEnds(results -> results.ofTenant(RED).invalidateKey("vouchers:new"), "red vouchers:new");
    }

    @Test
    void byKeyOfAllTenants() {
        assertEnds(
                results -> results.ofAllTenants().invalidateKey("vouchers:new"),
                "red vouchers:new",
                "blue vouchers:new");
    }

    @Test
    void byKeyOfTheTenantInForce() {
        assertEnds(
                results -> Contexts.run(Context.empty().withTenant(RED), () -> results.invalidateKey("vouchers:new")),
                "red vouchers:new");
    }

    @Test
    void byKeyOfNoTenantWhereNoneIsInForce() {
        assertEnds(results -> results.invalidateKey("vouchers:new"));
    }

    @Test
    void byPatternThatMatchesTheWholeKey() {
        assertEnds(
                results -> results.ofTenant(RED).invalidateKeys("vouchers:*"), "red vouchers:new", "red vouchers:old");
        assertEnds(results -> results.ofTenant(RED).invalidateKeys("vouchers"));
        assertEnds(results -> results.ofTenant(RED).invalidateKeys("*:[!n]??"), "red vouchers:old");
    }

    @Test
    void byTag() {
        assertEnds(results -> results.ofTenant(RED).invalidateTag("new"), "red shelves:new", "red vouchers:new");
    }

    @Test
    void byEntity() {
        assertEnds(
                results -> results.ofTenant(RED).invalidateEntity(Voucher.class),
                "red vouchers:new",
                "red vouchers:old");
    }

    @Test
    void byTenant() {
        assertEnds(
                results -> results.ofTenant(RED).invalidateAll(),
                "red shelves:new",
                "red vouchers:new",
                "red vouchers:old");
    }

    @Test
    void byRegion() {
        assertEnds(
                results -> scope.factory().getCache().evictQueryRegion(CachedQuery.REGION),
                Results.all().map(Results::toString).toArray(String[]::new));
    }

    private void assertEnds(Consumer<CachedResults> invalidation, String... ended) {
        invalidation.accept(CachedResults.of(scope.factory()));

        assertThat(loaded()).containsExactlyInAnyOrder(ended);
        assertThat(loaded()).as("loaded once").isEmpty();
    }

    private List<String> loaded() {
        return Results.all()
                .filter(result -> {
                    statements.clear();
                    result.read(scope);
                    return !statements.statements().isEmpty();
                })
                .map(Results::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "pattern", "tag", "entity", "tenant", "region"})
    void doesNotComeBackFromAReaderThatBeganBefore(String way) {
        var result = new Results("red", "vouchers:new");
        try (var session = session("red")) {
            session.beginTransaction();
            invalidate(way);
            result.read(session);
            session.getTransaction().commit();
        }
        statements.clear();

        result.read(scope);

        statements.assertCount(1);
    }

    /** The blade: without the invalidation, what it read is used. */
    @Test
    void wouldComeBackIfItWereKept() {
        scope.factory().getCache().evictQueryRegion(CachedQuery.REGION);
        var result = new Results("red", "vouchers:new");
        try (var session = session("red")) {
            session.beginTransaction();
            result.read(session);
            session.getTransaction().commit();
        }
        statements.clear();

        result.read(scope);

        statements.assertCount(0);
    }

    private Session session(String tenant) {
        return scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession();
    }

    private void invalidate(String way) {
        var red = CachedResults.of(scope.factory()).ofTenant(RED);
        switch (way) {
            case "key" -> red.invalidateKey("vouchers:new");
            case "pattern" -> red.invalidateKeys("vouchers:*");
            case "tag" -> red.invalidateTag("new");
            case "entity" -> red.invalidateEntity(Voucher.class);
            case "tenant" -> red.invalidateAll();
            default -> scope.factory().getCache().evictQueryRegion(CachedQuery.REGION);
        }
    }

    /** No result is looked at, however many there are. */
    @Test
    void touchesNoEntry() {
        IntStream.range(0, 2_000).forEach(id -> new Results("red", "many:" + id).read(scope));
        var before = Shop.statistics(scope, CachedQuery.REGION);
        var red = CachedResults.of(scope.factory()).ofTenant(RED);

        red.invalidateAll();
        red.invalidateTag("many");
        red.invalidateKey("many:7");
        red.invalidateKeys("many:*");
        red.invalidateEntity(Voucher.class);

        assertThat(before.entries()).isGreaterThan(2_000);
        assertThat(Shop.statistics(scope, CachedQuery.REGION)).isEqualTo(before);
        statements.clear();
        new Results("red", "many:0").read(scope);
        statements.assertCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders:[", "[]", "[!]", "[z-a]", "orders\\"})
    void refusesPatternsThatCannotBeRead(String pattern) {
        var results = CachedResults.of(scope.factory());

        assertThatThrownBy(() -> results.invalidateKeys(pattern))
                .isInstanceOfSatisfying(KeyPatternException.class, error -> {
                    assertThat(error.pattern()).isEqualTo(pattern);
                    assertThat(error.position()).isBetween(0, Math.max(0, pattern.length() - 1));
                    assertThat(error.code()).isEqualTo("cache.key-pattern");
                });
    }

    @Test
    void refusesWhatIsNoEntity() {
        var results = CachedResults.of(scope.factory());

        assertThatThrownBy(() -> results.invalidateEntity(String.class)).isInstanceOf(UnknownEntityTypeException.class);
    }

    /** A result of a tenant. Keys that begin with shelves read those; what comes behind the colon is a tag. */
    private record Results(String tenant, String key) {

        static Stream<Results> all() {
            return Stream.of("red", "blue")
                    .flatMap(tenant -> Stream.of("shelves:new", "vouchers:new", "vouchers:old")
                            .map(key -> new Results(tenant, key)));
        }

        void read(SessionFactoryScope in) {
            Shop.in(in, tenant, this::read);
        }

        void read(Session session) {
            var entity = key.startsWith("shelves") ? "Shelf" : "Voucher";
            CachedQuery.of(session.createSelectionQuery("select id from " + entity, Integer.class))
                    .key(key)
                    .tags(key.substring(key.indexOf(':') + 1), "all")
                    .getResultList();
        }

        @Override
        public String toString() {
            return tenant + " " + key;
        }
    }
}
