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
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure modes D of the writes: whatever one tenant does with the identifier of a row of another, that row stays. */
@HibernateExtTest(
        entities = {Account.class, Label.class, Asset.class, Car.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class})
class WriteAttackIT {

    private static final String STOLEN = "stolen";
    private static final Attack<Session> ASSIGNED = Attack.session("tenant assigned", (session, row) -> {});

    /** Does something to the row with an identifier. */
    record Attack<S>(String name, BiConsumer<S, Target> on, boolean bladed) {

        static Attack<Session> session(String name, BiConsumer<Session, Target> on) {
            return new Attack<>(name, on, true);
        }

        static Attack<StatelessSession> stateless(String name, BiConsumer<StatelessSession, Target> on) {
            return new Attack<>(name, on, true);
        }

        /** For what sessions that see all tenants are refused too. */
        Attack<S> closedWithoutGuard() {
            return new Attack<>(name, on, false);
        }
    }

    /** A row, and who is said to own it. */
    record Target(long id, String attacker, String victim) {

        Account account() {
            return new Account(id, STOLEN);
        }

        Label label(String tenant) {
            var label = new Label(id, STOLEN);
            label.tenant = tenant;
            return label;
        }

        Car car(String tenant) {
            var car = new Car(id, STOLEN);
            car.tenant = tenant;
            return car;
        }
    }

    @ParameterizedTest
    @EnumSource
    void d40UpdatesDetachedRows(Ground ground, SessionFactoryScope scope) {
        raid(
                scope,
                ground,
                List.of(
                        Attack.stateless("label", (session, row) -> session.update(row.label(row.attacker()))),
                        Attack.stateless("forged label", (session, row) -> session.update(row.label(row.victim()))),
                        Attack.stateless("car", (session, row) -> session.update(row.car(row.attacker()))),
                        Attack.stateless("forged car", (session, row) -> session.update(row.car(row.victim())))),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void d40DeletesDetachedRows(Ground ground, SessionFactoryScope scope) {
        raid(
                scope,
                ground,
                List.of(Attack.stateless("stateless car", (session, row) -> session.delete(row.car(row.victim())))),
                List.of(
                        Attack.session("car", (session, row) -> session.remove(row.car(row.victim())))
                                .closedWithoutGuard(),
                        Attack.session(
                                "reference",
                                (session, row) -> session.remove(session.getReference(Car.class, row.id()))),
                        Attack.session(
                                "account",
                                (session, row) -> session.remove(session.getReference(Account.class, row.id())))));
    }

    @ParameterizedTest
    @EnumSource
    void d41TakesRowsOverByUpsertAndMerge(Ground ground, SessionFactoryScope scope) {
        raid(
                scope,
                ground,
                List.of(Attack.stateless("upsert", (session, row) -> session.upsert(row.label(row.attacker())))
                        .closedWithoutGuard()),
                List.of(
                        Attack.session("merge", (session, row) -> session.merge(row.label(row.attacker())))
                                .closedWithoutGuard(),
                        Attack.session("merge of joined", (session, row) -> session.merge(row.car(row.victim())))));
    }

    @ParameterizedTest
    @EnumSource
    void d41ForgesTheTenantOfAnUpsert(Ground ground, SessionFactoryScope scope) {
        raid(
                scope,
                ground,
                List.of(Attack.stateless("upsert", (session, row) -> session.upsert(row.label(row.victim())))),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void d43ChangesRowsInBulk(Ground ground, SessionFactoryScope scope) {
        raid(
                scope,
                ground,
                List.of(Attack.stateless(
                        "stateless",
                        (session, row) -> session.createMutationQuery("update Label set text = 'stolen' where id = ?1")
                                .setParameter(1, row.id())
                                .executeUpdate())),
                List.of(
                        bulk("update Account set text = 'stolen' where id = ?1"),
                        bulk("update Account set note = 'stolen' where id >= 0 or id = ?1"),
                        bulk("update Car set plate = 'stolen', text = 'stolen' where id = ?1"),
                        bulk("update Label l set l.text = (select max(c.text) || 'x' from Car c) where l.id = ?1"),
                        bulk("delete Car where id = ?1"),
                        bulk("delete Account a where a.id = ?1 and exists (select 1 from Label l where l.id = a.id)"),
                        Attack.session("criteria", WriteAttackIT::updateByCriteria)));
    }

    @ParameterizedTest
    @EnumSource
    void d43CopiesRowsInBulk(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var free = Raid.Settings.of(scope.factory()).freeId();
            tried(() ->
                    raid.attack(session -> session.createMutationQuery("insert into Label (id, tenant, text) select "
                                    + free + ", '" + raid.attacker().tenant() + "', a.text from Account a where a.id = "
                                    + raid.victim().id())
                            .executeUpdate()));
            tried(() -> raid.attack(session -> session.createMutationQuery(
                            "insert into Label (id, text) select " + free + ", a.text from Account a where a.id = "
                                    + raid.victim().id())
                    .executeUpdate()));
            var copied = raid.fleet()
                    .from(
                            raid.attacker().tenant(),
                            session -> session.createSelectionQuery(
                                            "select text from Label where id = " + free, String.class)
                                    .getResultList());
            assertThat(copied.contains(raid.victim().tenant())).isEqualTo(!ground.isGuarded());
        }
    }

    @ParameterizedTest
    @EnumSource
    void d44AssignsTheTenant(Ground ground, SessionFactoryScope scope) {
        raid(
                scope,
                ground,
                List.of(),
                List.of(Attack.session(
                                "update",
                                (session, row) -> session.createMutationQuery(
                                                "update Label set tenant = ?1 where id = ?2")
                                        .setParameter(1, row.attacker())
                                        .setParameter(2, row.id())
                                        .executeUpdate())
                        .closedWithoutGuard()));
        for (var raid : Raid.on(scope, ground)) {
            var before = raid.victimsRows();
            var free = Raid.Settings.of(scope.factory()).freeId();
            var row = new Target(free, raid.attacker().tenant(), raid.victim().tenant());
            tried(() -> raid.attackStateless(session -> session.insert(row.label(row.victim()))));
            tried(() -> raid.attack(session -> {
                session.persist(row.car(row.victim()));
                return row;
            }));
            tried(() -> raid.attack(session -> session.createMutationQuery(
                            "insert into Label (id, tenant, text) values (?1, ?2, 'stolen')")
                    .setParameter(1, free)
                    .setParameter(2, row.victim())
                    .executeUpdate()));
            tried(() -> raid.attack(session -> session.createMutationQuery("update Label set tenant = ?1 where id = ?2")
                    .setParameter(1, row.victim())
                    .setParameter(2, raid.attacker().id())
                    .executeUpdate()));
            judge(raid, ASSIGNED, before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void d45RefersToForeignRows(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var foreign = raid.victim().id();
            var own = raid.attacker().id();
            tried(() -> raid.attack(session -> {
                session.find(Account.class, own).parent = session.getReference(Account.class, foreign);
                return own;
            }));
            tried(() -> raid.attack(session ->
                    session.find(Account.class, own).labels.add(session.getReference(Label.class, foreign))));
            tried(() -> raid.attack(session -> session.createMutationQuery(
                            "update Account set parent = (select a from Account a where a.id = ?1) where id = ?2")
                    .setParameter(1, foreign)
                    .setParameter(2, own)
                    .executeUpdate()));
            tried(() -> raid.attack(
                    session -> session.createMutationQuery("update Account set parent.id = ?1 where id = ?2")
                            .setParameter(1, foreign)
                            .setParameter(2, own)
                            .executeUpdate()));
            tried(() -> raid.attackStateless(session -> session.createMutationQuery(
                            "update Account set parent.id = " + foreign + " where id = " + own)
                    .executeUpdate()));
            assertThat(references(raid) > 0).isEqualTo(!ground.isGuarded());
        }
    }

    /** How many columns of the attacker's tables refer to rows of the victim. */
    private static long references(Raid raid) {
        return raid.fleet()
                .from(
                        raid.attacker().tenant(),
                        session -> session.createNativeQuery(
                                        "select (select count(*) from Account where parent_id = :foreign and id = :own)"
                                                + " + (select count(*) from Account_Label where Account_id = :own and labels_id = :foreign)",
                                        Long.class)
                                .setParameter("foreign", raid.victim().id())
                                .setParameter("own", raid.attacker().id())
                                .getSingleResult());
    }

    private static Attack<Session> bulk(String hql) {
        return Attack.session(
                hql,
                (session, row) -> session.createMutationQuery(hql)
                        .setParameter(1, row.id())
                        .executeUpdate());
    }

    private static void updateByCriteria(Session session, Target row) {
        var update = session.getCriteriaBuilder().createCriteriaUpdate(Account.class);
        var account = update.from(Account.class);
        update.set(account.<String>get("text"), STOLEN)
                .where(session.getCriteriaBuilder().equal(account.get("id"), row.id()));
        session.createMutationQuery(update).executeUpdate();
    }

    private static void raid(
            SessionFactoryScope scope,
            Ground ground,
            List<Attack<StatelessSession>> stateless,
            List<Attack<Session>> attacks) {
        for (var attack : stateless) {
            for (var raid : Raid.on(scope, ground)) {
                var before = raid.victimsRows();
                tried(() -> raid.attackStateless(session -> done(attack, session, raid)));
                judge(raid, attack, before);
            }
        }
        for (var attack : attacks) {
            for (var raid : Raid.on(scope, ground)) {
                var before = raid.victimsRows();
                tried(() -> raid.attack(session -> done(attack, session, raid)));
                judge(raid, attack, before);
            }
        }
    }

    private static <S> boolean done(Attack<S> attack, S session, Raid raid) {
        attack.on()
                .accept(
                        session,
                        new Target(
                                raid.victim().id(),
                                raid.attacker().tenant(),
                                raid.victim().tenant()));
        return true;
    }

    /** An attack may be refused or do nothing; what counts is what it left. */
    private static void tried(Runnable attack) {
        try {
            attack.run();
        } catch (RuntimeException e) {
            assertThat(e).isNotInstanceOf(NullPointerException.class);
        }
    }

    private static void judge(Raid raid, Attack<?> attack, List<String> before) {
        if (raid.ground().isGuarded()) {
            assertThat(raid.victimsRows()).as(attack.name()).isEqualTo(before);
        } else if (attack.bladed()) {
            assertThat(raid.victimsRows())
                    .as("without the guard: " + attack.name())
                    .isNotEqualTo(before);
        }
    }
}
