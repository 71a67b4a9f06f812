/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.validation.Insert;
import dev.hibernateext.core.validation.Update;
import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.patch.InvalidPatchException;
import dev.hibernateext.repository.patch.Patch;
import dev.hibernateext.repository.patch.PatchProblem;
import dev.hibernateext.repository.patch.PatchProblem.Kind;
import dev.hibernateext.repository.patch.Patches;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class PatchIT {

    private static final String MARKER = "marker-4711";

    @Test
    void changesWhatIsNamedAndNothingElse(SessionFactoryScope scope) {
        persist(scope);
        var patch = patches(scope).fromJson("""
                        {"name": "Ada", "limit": "12.50", "since": "2026-11-21", "tier": "GOLD", "nickname": null,
                         "address": {"city": "Turin", "place": {"floor": 3}}}
                        """);

        assertThat(patch.attributes())
                .containsExactlyInAnyOrder(
                        "name", "limit", "since", "tier", "nickname", "address.city", "address.place.floor");
        scope.inTransaction(session -> {
            var changed =
                    Repository.<Customer, Integer>of(session, Customer.class).patch(1, ExpectedVersion.of(0), patch);
            assertThat(changed.getVersion()).isOne();
        });

        scope.inTransaction(session -> {
            var customer = session.find(Customer.class, 1);
            assertThat(customer.name).isEqualTo("Ada");
            assertThat(customer.limit).isEqualByComparingTo("12.50");
            assertThat(customer.since).isEqualTo(LocalDate.of(2026, 11, 21));
            assertThat(customer.tier).isEqualTo(Tier.GOLD);
            assertThat(customer.nickname).isNull();
            assertThat(customer.score).isEqualTo(7);
            assertThat(customer.address).isNotNull().satisfies(address -> {
                assertThat(address.city).isEqualTo("Turin");
                assertThat(address.street).isEqualTo("Via Roma");
                assertThat(address.place).isEqualTo(new Place("A", 3));
            });
        });
    }

    @Test
    void worksInAStatelessSessionAndMakesEmbeddablesThatAreNotThere(SessionFactoryScope scope) {
        persist(scope);
        var removal = patches(scope).fromMap(nulls("address"));
        var creation = patches(scope).fromJson("{\"address\": {\"place\": {\"door\": \"B\"}}}");

        stateless(scope, removal, 0);
        scope.inTransaction(
                session -> assertThat(session.find(Customer.class, 1).address).isNull());
        stateless(scope, creation, 1);

        scope.inTransaction(session -> assertThat(session.find(Customer.class, 1).address)
                .isNotNull()
                .extracting(address -> address.place)
                .isEqualTo(new Place("B", 0)));
    }

    @Test
    void refusesAVersionTheClientHasNotSeen(SessionFactoryScope scope) {
        persist(scope);
        var patch = patches(scope).fromMap(Map.of("name", "Ada"));
        stateless(scope, patch, 0);

        assertThatThrownBy(() -> stateless(scope, patch, 0)).isInstanceOf(VersionConflictException.class);
    }

    @Test
    void tellsAllProblemsAtOnceAndNoValue(SessionFactoryScope scope, StatementRecorder recorder) {
        var patches = patches(scope);
        recorder.clear();

        var error = catchThrowableOfType(InvalidPatchException.class, () -> patches.fromJson("""
                        {"version": 9, "score": "marker-4711", "limit": null, "name": "marker-4711 is too long",
                         "address": {"city": "marker-4711-too", "zip": 1, "place": "marker-4711"}, "mark er/4711": 1}
                        """));

        assertThat(error.problems())
                .extracting(PatchProblem::kind, PatchProblem::pointer)
                .containsExactly(
                        tuple(Kind.NOT_ALLOWED, "/version"),
                        tuple(Kind.WRONG_TYPE, "/score"),
                        tuple(Kind.NOT_NULLABLE, "/limit"),
                        tuple(Kind.NOT_ALLOWED, "/address/zip"),
                        tuple(Kind.WRONG_TYPE, "/address/place"),
                        tuple(Kind.NOT_ALLOWED, "/?"),
                        tuple(Kind.VIOLATED, "/name"),
                        tuple(Kind.VIOLATED, "/address/city"));
        assertThat(error.status()).isEqualTo(422);
        assertThat(error.code()).isEqualTo("patch.invalid");
        assertThat(error.entityName()).isEqualTo(Customer.class.getName());
        assertThat(error.getMessage() + error.toProblem() + error.problems())
                .contains("/score is not a whole number of 32 bits")
                .doesNotContain(MARKER);
        assertThat(recorder.sql()).isEmpty();
    }

    @Test
    void refusesTextsThatADatabaseDoesNotHoldAsTheyAre(SessionFactoryScope scope) {
        var patches = patches(scope);

        for (var text : List.of("\0", "A\0", "\ud800", "A\udc00B")) {
            assertThatThrownBy(() -> patches.fromMap(Map.of("name", text, "address", Map.of("city", text))))
                    .isInstanceOfSatisfying(
                            InvalidPatchException.class,
                            error -> assertThat(error.problems())
                                    .extracting(PatchProblem::kind, PatchProblem::pointer)
                                    .containsExactlyInAnyOrder(
                                            tuple(Kind.WRONG_TYPE, "/name"), tuple(Kind.WRONG_TYPE, "/address/city")));
        }
        assertThat(patches.fromMap(Map.of("name", "A\ud83d\ude00")).attributes())
                .containsExactly("name");
    }

    @Test
    void checksTheConstraintsOfAnUpdateAndOfWhatIsNamedOnly(SessionFactoryScope scope) {
        var patches = patches(scope);

        assertThat(patches.fromMap(Map.of("nickname", "insert")).attributes()).containsExactly("nickname");
        assertThatThrownBy(() -> patches.fromMap(Map.of("nickname", "update")))
                .isInstanceOfSatisfying(
                        InvalidPatchException.class,
                        error -> assertThat(error.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.toMap())
                                        .containsEntry("constraint", Pattern.class.getName())
                                        .containsEntry("pointer", "/nickname")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"text\"",
                "{",
                "{} {}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"address\": {\"place\": {\"door\": [[[1]]]}}}"
            })
    void refusesWhatIsNoPatch(String document, SessionFactoryScope scope) {
        assertThatThrownBy(() -> patches(scope).fromJson(document))
                .isInstanceOfSatisfying(InvalidPatchException.class, error -> {
                    assertThat(error.code()).isEqualTo("patch.malformed");
                    assertThat(error.status()).isEqualTo(400);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "version",
                "createdAt",
                "updatedBy",
                "deletedAt",
                "deletedBy",
                "deletionId",
                "fixed",
                "friend",
                "friend.name",
                "labels",
                "secretKey",
                "nowhere"
            })
    void letsNobodyAllowWhatIsNotTheApplicationsToSet(String path, SessionFactoryScope scope) {
        var builder = Patches.of(scope.factory(), Customer.class).allow(path);

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        AttributePathException.class,
                        error -> assertThat(error.path()).startsWith(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stamps", "stamps.createdAt"})
    void letsNobodyAllowEmbeddedStamps(String path, SessionFactoryScope scope) {
        var builder = Patches.of(scope.factory(), Memo.class).allow(path);

        assertThatThrownBy(builder::build).isInstanceOf(AttributePathException.class);
    }

    @Test
    void readsTypesOfTheUsersOwn(SessionFactoryScope scope) {
        var patches = Patches.of(scope.factory(), Customer.class)
                .allow("secretKey")
                .reading(Key.class, "a key", text -> new Key(UUID.fromString(text)))
                .build();

        assertThat(patches.fromMap(Map.of("secretKey", "018f6f2e-0000-7000-8000-000000000001")))
                .hasToString("patch of Customer [secretKey]");
        assertThatThrownBy(() -> patches.fromMap(Map.of("secretKey", MARKER))).hasMessageContaining("is not a key");
    }

    /** The model is the function MergePatch of RFC 7396, section 2. */
    @Test
    void mergesRandomDocumentsAsTheRfcDoes(SessionFactoryScope scope) {
        persist(scope);
        var seed = Long.getLong("hibernateext.seed", 20_261_121);
        var random = new Random(seed);
        var patches = patches(scope);
        scope.inTransaction(session -> {
            Object model = asTree(session.find(Customer.class, 1));
            for (var round = 0; round < 100; round++) {
                var document = randomDocument(random);

                patches.fromMap(document).applyTo(session.find(Customer.class, 1));
                session.flush();
                session.clear();
                model = merged(model, document);

                assertThat(asTree(session.find(Customer.class, 1)))
                        .as("seed %d, round %d, document %s", seed, round, document)
                        .isEqualTo(withoutEmpty(model));
            }
        });
    }

    private static Map<String, @Nullable Object> randomDocument(Random random) {
        var place = new HashMap<String, @Nullable Object>();
        put(random, place, "door", text(random));
        var address = new HashMap<String, @Nullable Object>();
        put(random, address, "city", text(random));
        put(random, address, "street", text(random));
        put(random, address, "place", random.nextInt(4) == 0 ? null : place);
        var document = new HashMap<String, @Nullable Object>();
        put(random, document, "nickname", text(random));
        put(random, document, "address", random.nextInt(4) == 0 ? null : address);
        return document;
    }

    private static void put(Random random, Map<String, @Nullable Object> map, String name, @Nullable Object value) {
        if (random.nextBoolean()) {
            map.put(name, value);
        }
    }

    private static @Nullable String text(Random random) {
        return random.nextInt(3) == 0 ? null : "t" + random.nextInt(10);
    }

    private static Object merged(@Nullable Object target, Object patch) {
        if (!(patch instanceof Map<?, ?> members)) {
            return patch;
        }
        var result = new LinkedHashMap<Object, Object>(target instanceof Map<?, ?> map ? map : Map.of());
        members.forEach((name, value) -> {
            if (value == null) {
                result.remove(name);
            } else {
                result.put(name, merged(result.get(name), value));
            }
        });
        return result;
    }

    /** Hibernate has no embeddable without any value. */
    private static Object withoutEmpty(Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        var result = new HashMap<Object, Object>();
        map.forEach((name, value) -> {
            var kept = withoutEmpty(value);
            if (!Map.of().equals(kept)) {
                result.put(name, kept);
            }
        });
        return result;
    }

    private static Object asTree(Customer customer) {
        var tree = new HashMap<String, @Nullable Object>();
        tree.put("nickname", customer.nickname);
        if (customer.address != null) {
            var address = new HashMap<String, @Nullable Object>();
            address.put("city", customer.address.city);
            address.put("street", customer.address.street);
            var place = customer.address.place;
            address.put("place", place == null || place.door() == null ? null : Map.of("door", place.door()));
            address.values().removeIf(value -> value == null);
            tree.put("address", address);
        }
        tree.values().removeIf(value -> value == null);
        return withoutEmpty(tree);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    private static Map<String, @Nullable Object> nulls(String name) {
        var map = new HashMap<String, @Nullable Object>();
        map.put(name, null);
        return map;
    }

    private static void stateless(SessionFactoryScope scope, Patch<Customer> patch, int version) {
        scope.inStatelessTransaction(session ->
                Repository.<Customer, Integer>of(session, Customer.class).patch(1, ExpectedVersion.of(version), patch));
    }

    private static Patches<Customer> patches(SessionFactoryScope scope) {
        return patches(scope.factory());
    }

    private static Patches<Customer> patches(SessionFactory factory) {
        return Patches.of(factory, Customer.class)
                .allow("name", "limit", "since", "tier", "nickname", "score", "address")
                .build();
    }

    private static void persist(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Customer()));
    }

    enum Tier {
        SILVER,
        GOLD
    }

    record Key(UUID value) implements java.io.Serializable {}

    @Embeddable
    record Place(@Nullable String door, int floor) {}

    @Embeddable
    static class Address {

        @Size(max = 10)
        @Nullable
        String city;

        @Nullable
        String street;

        @Embedded
        @Nullable
        Place place;
    }

    @Entity(name = "Customer")
    static class Customer extends SoftDeletableEntity {

        @Id
        int id = 1;

        @Column(nullable = false)
        @Size(max = 10)
        String name = "Bob";

        @Column(name = "credit_limit", nullable = false)
        BigDecimal limit = BigDecimal.ONE;

        @Nullable
        LocalDate since;

        Tier tier = Tier.SILVER;

        @Pattern(regexp = "(?!insert).*", groups = Insert.class)
        @Pattern(regexp = "(?!update).*", groups = Update.class)
        @Nullable
        String nickname = "bobby";

        int score = 7;

        @Embedded
        @Valid
        @Nullable
        Address address;

        @Column(updatable = false)
        String fixed = "";

        @Nullable
        Key secretKey;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Customer friend;

        @ElementCollection
        List<String> labels = List.of();

        Customer() {
            var home = new Address();
            home.city = "Rome";
            home.street = "Via Roma";
            home.place = new Place("A", 1);
            address = home;
        }
    }

    @Entity(name = "Memo")
    static class Memo {

        @Id
        int id;

        @Embedded
        AuditStamps stamps = new AuditStamps();
    }
}
