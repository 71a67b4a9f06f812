/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.RestoreResult;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Asset;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.LockModeType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure modes D47 and D49: the trash of another tenant, and errors that tell whether a foreign row is there. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {Account.class, Label.class, Asset.class, Car.class},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class})
class TraceAttackIT {

    @ParameterizedTest
    @EnumSource
    void d47RestoresNothingAnotherTenantDeleted(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var foreign = raid.victim().id();
            raid.victim(session -> {
                session.remove(session.find(Account.class, foreign));
                return true;
            });

            Function<Session, RestoreResult> restore =
                    session -> Trash.of(session, Account.class).restore(foreign);
            if (ground.isGuarded()) {
                assertThatThrownBy(() -> raid.attack(restore)).isInstanceOf(NotInTrashException.class);
                assertThat(raid.<Account>victim(trashed(foreign))).isNotNull();
            } else {
                assertThat(raid.attack(restore)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void d47PurgesNothingAnotherTenantDeleted(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var foreign = raid.victim().id();
            raid.victim(session -> {
                session.remove(session.find(Account.class, foreign));
                return true;
            });

            assertThat(raid.<Account>attack(trashed(foreign))).isNull();
            assertThatThrownBy(() -> raid.attack(
                            session -> Trash.of(session, Account.class).purge(foreign)))
                    .isInstanceOf(NotInTrashException.class);

            assertThat(raid.<Account>victim(trashed(foreign))).isNotNull();
        }
    }

    private static Function<Session, @Nullable Account> trashed(long id) {
        return session -> Trash.of(session, Account.class).find(id);
    }

    /** Something to do with an identifier, which may be that of a foreign row or of none. */
    private static Map<String, BiFunction<Raid, Long, Object>> questions() {
        var questions = new LinkedHashMap<String, BiFunction<Raid, Long, Object>>();
        ask(questions, "find", (session, id) -> session.find(Account.class, id));
        ask(questions, "find joined", (session, id) -> session.find(Asset.class, id));
        ask(questions, "find locked", (session, id) -> session.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
        ask(questions, "find many", (session, id) -> session.findMultiple(Label.class, List.of(id)));
        ask(questions, "natural id", (session, id) -> session.find(Account.class, "code " + id, KeyType.NATURAL));
        ask(questions, "reference", (session, id) -> session.getReference(Account.class, id).text);
        ask(questions, "unversioned reference", (session, id) -> session.getReference(Label.class, id).text);
        ask(questions, "remove", (session, id) -> {
            session.remove(session.getReference(Car.class, id));
            session.flush();
            return "";
        });
        ask(
                questions,
                "bulk",
                (session, id) -> session.createMutationQuery("update Label set text = 'x' where id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
        askStateless(questions, "get", (session, id) -> session.get(Account.class, id));
        askStateless(questions, "lock", (session, id) -> session.get(Account.class, id, LockMode.PESSIMISTIC_WRITE));
        askStateless(questions, "update", (session, id) -> {
            session.update(new Label(id, "x"));
            return "";
        });
        askStateless(questions, "delete", (session, id) -> {
            session.delete(new Label(id, "x"));
            return "";
        });
        askStateless(questions, "refresh", (session, id) -> {
            session.refresh(new Label(id, "x"));
            return "";
        });
        return questions;
    }

    private static void ask(
            Map<String, BiFunction<Raid, Long, Object>> questions,
            String name,
            BiFunction<Session, Long, Object> question) {
        questions.put(name, (raid, id) -> raid.attack(session -> String.valueOf(question.apply(session, id))));
    }

    private static void askStateless(
            Map<String, BiFunction<Raid, Long, Object>> questions,
            String name,
            BiFunction<StatelessSession, Long, Object> question) {
        questions.put(name, (raid, id) -> raid.attackStateless(session -> String.valueOf(question.apply(session, id))));
    }

    @ParameterizedTest
    @EnumSource
    void d49AnswersForForeignRowsAsForAbsentOnes(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var absent = Raid.Settings.of(scope.factory()).freeId();
            var told = questions().entrySet().stream()
                    .filter(question -> !answer(
                                    raid, question.getValue(), raid.victim().id())
                            .equals(answer(raid, question.getValue(), absent)))
                    .map(Map.Entry::getKey)
                    .toList();

            if (ground.isGuarded()) {
                assertThat(told).isEmpty();
            } else {
                assertThat(told).contains("find", "bulk", "get");
            }
        }
    }

    /** The result, or the whole chain of errors, with the identifier taken out. */
    private static String answer(Raid raid, BiFunction<Raid, Long, Object> question, long id) {
        var result = new AtomicReference<Object>();
        var error = catchThrowable(() -> result.set(question.apply(raid, id)));
        var text = new StringBuilder(String.valueOf(result.get()));
        for (var cause = error; cause != null; cause = cause.getCause()) {
            text.append('\n').append(cause);
        }
        return text.toString().replaceAll("\\b" + id + "\\b", "#").replaceAll("@[0-9a-f]+", "");
    }
}
