/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Asset;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.query.QueryProducer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure modes C of the reads: what one tenant asks for never has a text of the other in it. */
@HibernateExtTest(
        entities = {Account.class, Label.class, Asset.class, Car.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class})
class ReadAttackIT {

    /** Reads texts of rows; some of them should be the attacker's own. */
    record Reading<S>(String name, BiFunction<S, Raid, Stream<String>> texts) {}

    @ParameterizedTest
    @EnumSource
    void c29SwitchesHibernatesFilterOff(Ground ground, SessionFactoryScope scope) {
        judge(scope, ground, List.of(new Reading<>("filter", (session, raid) -> {
            session.disableFilter("_tenantId");
            return query(session, "select text from Account");
        })));
    }

    @ParameterizedTest
    @EnumSource
    void c31LoadsByForeignNaturalIds(Ground ground, SessionFactoryScope scope) {
        judge(
                scope,
                ground,
                List.of(
                        new Reading<>(
                                "one",
                                (session, raid) -> Stream.of(raid.attacker(), raid.victim())
                                        .map(holder ->
                                                session.find(Account.class, "code " + holder.id(), KeyType.NATURAL))
                                        .filter(Objects::nonNull)
                                        .map(account -> account.text)),
                        new Reading<>(
                                "many",
                                (session, raid) -> session
                                        .findMultiple(
                                                Account.class,
                                                List.of(
                                                        "code "
                                                                + raid.attacker()
                                                                        .id(),
                                                        "code " + raid.victim().id()),
                                                KeyType.NATURAL)
                                        .stream()
                                        .filter(Objects::nonNull)
                                        .map(account -> account.text))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void c32ReadsTheTableByNativeSql(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var texts = raid.attack(session -> session.createNativeQuery("select text from Account", String.class)
                    .getResultList());
            // rows without row-level security are the blade
            assertThat(texts.contains(raid.victim().tenant())).isEqualTo(ground == Ground.ROWS);
            assertThat(texts).contains(raid.attacker().tenant());
        }
    }

    @ParameterizedTest
    @EnumSource
    void c34ReadsTablesWithoutTenantColumn(Ground ground, SessionFactoryScope scope) {
        judge(
                scope,
                ground,
                List.of(
                        hql("select w from Account a join a.words w"),
                        hql("select element(a.words) from Account a"),
                        hql("select l.text from Account a join a.labels l"),
                        hql("select a.note from Account a"),
                        hql("select c.plate from Car c"),
                        new Reading<>(
                                "collections",
                                (session, raid) -> find(session, raid)
                                        .flatMap(account -> Stream.concat(
                                                account.words.stream(),
                                                account.labels.stream().map(label -> label.text))))));
    }

    @ParameterizedTest
    @EnumSource
    void c35AsksThroughSubqueriesAndJoins(Ground ground, SessionFactoryScope scope) {
        judge(scope, ground, HqlCorpus.all().map(ReadAttackIT::hql).toList());
    }

    @ParameterizedTest
    @EnumSource
    void c35AsksByCriteria(Ground ground, SessionFactoryScope scope) {
        judge(scope, ground, List.of(new Reading<>("criteria", (session, raid) -> {
            var builder = session.getCriteriaBuilder();
            var query = builder.createQuery(String.class);
            var account = query.from(Account.class);
            var below = query.subquery(Long.class);
            below.select(below.from(Label.class).get("id"));
            query.select(account.join("parent").get("text"))
                    .where(account.get("id").in(below));
            return session.createSelectionQuery(query).getResultStream();
        })));
    }

    @ParameterizedTest
    @EnumSource
    void c37LoadsManyAndInBatches(Ground ground, SessionFactoryScope scope) {
        judge(
                scope,
                ground,
                List.of(
                        new Reading<>("multiple", ReadAttackIT::findTexts),
                        new Reading<>(
                                "one by one",
                                (session, raid) -> find(session, raid).map(account -> account.text)),
                        new Reading<>(
                                "locked",
                                (session, raid) -> Stream.of(raid.attacker(), raid.victim())
                                        .map(holder -> session.find(
                                                Account.class, holder.id(), LockModeType.PESSIMISTIC_WRITE))
                                        .filter(Objects::nonNull)
                                        .map(account -> account.text)),
                        new Reading<>("references in a batch", ReadAttackIT::initialize),
                        new Reading<>(
                                "subselect",
                                (session, raid) ->
                                        session
                                                .createSelectionQuery("from Account", Account.class)
                                                .getResultList()
                                                .stream()
                                                .flatMap(account -> account.words.stream())),
                        new Reading<>("graph", (session, raid) -> {
                            var graph = session.createEntityGraph(Account.class);
                            graph.addAttributeNodes("labels", "parent");
                            return session
                                    .createSelectionQuery("from Account", Account.class)
                                    .setEntityGraph(graph, GraphSemantic.LOAD)
                                    .getResultList()
                                    .stream()
                                    .flatMap(account -> account.labels.stream())
                                    .map(label -> label.text);
                        })));
    }

    @ParameterizedTest
    @EnumSource
    void c37ReadsWithoutPersistenceContext(Ground ground, SessionFactoryScope scope) {
        judgeStateless(
                scope,
                ground,
                List.of(
                        new Reading<>(
                                "get",
                                (session, raid) -> Stream.of(raid.attacker(), raid.victim())
                                        .map(holder -> session.get(Account.class, holder.id()))
                                        .filter(Objects::nonNull)
                                        .map(account -> account.text)),
                        new Reading<>(
                                "multiple",
                                (session, raid) ->
                                        session
                                                .getMultiple(
                                                        Car.class,
                                                        List.of(
                                                                raid.attacker().id(),
                                                                raid.victim().id()))
                                                .stream()
                                                .filter(Objects::nonNull)
                                                .map(car -> car.plate)),
                        new Reading<>("scroll", (session, raid) -> {
                            var texts = new ArrayList<String>();
                            try (var rows = session.createSelectionQuery("select text from Asset", String.class)
                                    .scroll()) {
                                while (rows.next()) {
                                    texts.add(rows.get());
                                }
                            }
                            return texts.stream();
                        })));
    }

    private static Stream<Account> find(Session session, Raid raid) {
        return Stream.of(raid.attacker(), raid.victim())
                .map(holder -> session.find(Account.class, holder.id()))
                .filter(Objects::nonNull);
    }

    private static Stream<String> findTexts(Session session, Raid raid) {
        return session
                .findMultiple(
                        Account.class,
                        List.of(raid.attacker().id(), raid.victim().id()))
                .stream()
                .filter(Objects::nonNull)
                .map(account -> account.text);
    }

    private static Stream<String> initialize(Session session, Raid raid) {
        var references = Stream.of(raid.attacker(), raid.victim())
                .map(holder -> session.getReference(Account.class, holder.id()))
                .toList();
        var texts = new ArrayList<String>();
        for (var reference : references) {
            try {
                texts.add(Hibernate.unproxy(reference, Account.class).text);
            } catch (EntityNotFoundException e) {
                assertThat(raid.ground().isGuarded()).isTrue();
            }
        }
        return texts.stream();
    }

    private static Reading<Session> hql(String hql) {
        return new Reading<>(hql, (session, raid) -> query(session, hql));
    }

    private static Stream<String> query(QueryProducer session, String hql) {
        return session.createSelectionQuery(hql, String.class).getResultList().stream()
                .filter(Objects::nonNull);
    }

    private static void judge(SessionFactoryScope scope, Ground ground, List<Reading<Session>> readings) {
        for (var raid : Raid.on(scope, ground)) {
            for (var reading : readings) {
                judge(
                        raid,
                        reading.name(),
                        raid.attack(
                                session -> reading.texts().apply(session, raid).toList()));
            }
        }
    }

    private static void judgeStateless(
            SessionFactoryScope scope, Ground ground, List<Reading<StatelessSession>> readings) {
        for (var raid : Raid.on(scope, ground)) {
            for (var reading : readings) {
                judge(
                        raid,
                        reading.name(),
                        raid.attackStateless(
                                session -> reading.texts().apply(session, raid).toList()));
            }
        }
    }

    private static void judge(Raid raid, String name, List<String> texts) {
        assertThat(texts).as(name).contains(raid.attacker().tenant());
        if (raid.ground().isGuarded()) {
            assertThat(texts).as(name).containsOnly(raid.attacker().tenant());
        } else {
            assertThat(texts)
                    .as("without the guard: " + name)
                    .contains(raid.victim().tenant());
        }
    }
}
