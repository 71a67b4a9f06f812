/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.AttributeDiff;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.core.lock.NotVersionedException;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.lock.VersionTypeException;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class OptimisticLockingIT {

    @ParameterizedTest
    @EnumSource
    void updatesARowThatHasTheExpectedVersion(
            SessionKind kind, SessionFactoryScope scope, StatementRecorder statements) {
        insert(scope, new Article(1, "a", 10));
        statements.clear();

        var version = kind.from(
                scope,
                locking -> locking.update(Article.class, 1, ExpectedVersion.of(0), article -> article.title = "b")
                        .getVersion());

        statements
                .assertCount(StatementKind.SELECT, 1)
                .assertCount(StatementKind.UPDATE, 1)
                .assertCount(2);
        assertThat(version).isEqualTo(1);
        assertThat(stored(scope, 1).title).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAStaleUpdateAndSaysWhatIsThere(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));
        changeBy("bob", scope, 1, article -> article.title = "theirs");

        var conflict = catchThrowableOfType(
                VersionConflictException.class,
                () -> kind.in(
                        scope,
                        locking -> locking.update(Article.class, 1, ExpectedVersion.of(0), article -> {
                            article.title = "mine";
                            article.price = 10;
                        })));

        assertThat(conflict.entityName()).isEqualTo(Article.class.getName());
        assertThat(conflict.id()).isEqualTo(1);
        assertThat(conflict.expected()).isEqualTo(ExpectedVersion.of(0));
        assertThat(conflict.current()).isEqualTo(1L);
        assertThat(conflict.changedBy()).isEqualTo("bob");
        assertThat(conflict.changedAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(conflict.status()).isEqualTo(409);
        var diff = Objects.requireNonNull(conflict.diff());
        assertThat(diff.isBaseKnown()).isFalse();
        assertThat(diff.attributes())
                .containsExactly(
                        new AttributeDiff.OfValue("title", AttributeDiff.Verdict.CONFLICT, null, "mine", "theirs"));
        assertThat(conflict.getMessage())
                .contains("id 1", "version 0", "version 1")
                .doesNotContain("mine", "theirs", "bob");
        assertThat(conflict.toProblem())
                .containsEntry("status", 409)
                .containsEntry("current", "1")
                .containsEntry("conflicts", List.of("title"));
        assertThat(stored(scope, 1).title).isEqualTo("theirs");
    }

    @ParameterizedTest
    @EnumSource
    void turnsARaceIntoTheSameConflict(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));

        var conflict = catchThrowableOfType(
                VersionConflictException.class,
                () -> kind.in(
                        scope,
                        locking -> locking.update(Article.class, 1, ExpectedVersion.of(0), article -> {
                            article.price = 11;
                            changeBy("bob", scope, 1, other -> other.title = "theirs");
                        })));

        assertThat(conflict.isCurrentKnown()).isTrue();
        assertThat(conflict.current()).isEqualTo(1L);
        assertThat(conflict.changedBy()).isEqualTo("bob");
        var diff = Objects.requireNonNull(conflict.diff());
        assertThat(diff.isBaseKnown()).isTrue();
        assertThat(diff.isMergeable()).isTrue();
        assertThat(diff.mineOnly()).extracting(AttributeDiff::path).containsExactly("price");
        assertThat(diff.theirsOnly())
                .containsExactly(new AttributeDiff.OfValue("title", AttributeDiff.Verdict.THEIRS, "a", "a", "theirs"));
        assertThat(stored(scope, 1).price).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheRowWasDeletedMeanwhile(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));

        var conflict = catchThrowableOfType(
                VersionConflictException.class,
                () -> kind.in(
                        scope,
                        locking -> locking.update(Article.class, 1, ExpectedVersion.any(), article -> {
                            article.price = 11;
                            scope.inTransaction(other -> other.remove(other.find(Article.class, 1)));
                        })));

        assertThat(conflict.isGone()).isTrue();
        assertThat(conflict.current()).isNull();
        assertThat(conflict.diff()).isNull();
        assertThat(conflict.status()).isEqualTo(412);
    }

    @ParameterizedTest
    @EnumSource
    void removesOnlyTheExpectedVersion(SessionKind kind, SessionFactoryScope scope, StatementRecorder statements) {
        insert(scope, new Article(1, "a", 10));
        changeBy("bob", scope, 1, article -> article.title = "theirs");

        assertThatThrownBy(() -> kind.in(scope, locking -> locking.remove(Article.class, 1, ExpectedVersion.of(0))))
                .isInstanceOf(VersionConflictException.class);
        statements.clear();
        kind.in(scope, locking -> locking.remove(Article.class, 1, ExpectedVersion.of(1)));

        statements
                .assertCount(StatementKind.SELECT, 1)
                .assertCount(StatementKind.DELETE, 1)
                .assertCount(2);
        assertThatThrownBy(() -> kind.in(scope, locking -> locking.remove(Article.class, 1, ExpectedVersion.of(1))))
                .isInstanceOfSatisfying(
                        EntityMissingException.class,
                        missing -> assertThat(missing.status()).isEqualTo(404));
    }

    @ParameterizedTest
    @EnumSource
    void takesEntityTags(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));
        insert(scope, new Article(2, "a", 10));
        var first = tag(scope, 1);
        var other = tag(scope, 2);

        kind.in(
                scope,
                locking -> locking.update(
                        Article.class,
                        1,
                        ExpectedVersion.from(IfMatch.parse(other + ", " + first)),
                        article -> article.price++));

        assertThat(tag(scope, 1)).isNotEqualTo(first);
        assertThatThrownBy(() -> kind.in(scope, locking -> locking.get(Article.class, 1, ExpectedVersion.from(first))))
                .isInstanceOfSatisfying(
                        VersionConflictException.class,
                        conflict -> assertThat(conflict.status()).isEqualTo(412));
        assertThatThrownBy(() -> kind.in(
                        scope, locking -> locking.get(Article.class, 2, ExpectedVersion.from(other.weakened()))))
                .isInstanceOf(VersionConflictException.class);
        kind.in(scope, locking -> locking.get(Article.class, 2, ExpectedVersion.from(IfMatch.parse("*"))));
    }

    @ParameterizedTest
    @EnumSource
    void ignoresAVersionSetInTheChange(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Counter(1));

        kind.in(
                scope,
                locking -> locking.update(Counter.class, 1, ExpectedVersion.of(0), counter -> {
                    counter.value++;
                    counter.version = 77;
                }));

        var stored = scope.fromTransaction(session -> session.find(Counter.class, 1));
        assertThat(stored.version).isEqualTo(1);
        assertThat(stored.value).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void keepsWithOneConnectionInAConflict(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));

        var conflict = catchThrowableOfType(
                VersionConflictException.class,
                () -> kind.in(
                        scope,
                        locking -> locking.update(Article.class, 1, ExpectedVersion.of(9), article -> {
                            assertThat(scope.dataSource().openConnections()).hasSize(1);
                            article.title = "mine";
                        })));

        assertThat(conflict.getSuppressed()).isEmpty();
        assertThat(conflict.diff()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void reportsAChangeThatFailsOnTheCopyAsSuppressed(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));
        var failure = new IllegalStateException("not now");

        assertThatThrownBy(() -> kind.in(
                        scope,
                        locking -> locking.update(Article.class, 1, ExpectedVersion.of(9), article -> {
                            throw failure;
                        })))
                .isInstanceOfSatisfying(
                        VersionConflictException.class,
                        conflict -> assertThat(conflict.diff()).isNull())
                .hasSuppressedException(failure);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToCompareWhatCannotBeEqual(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Article(1, "a", 10));
        insert(scope, new Loose("ada@example.org"));

        assertThatThrownBy(() ->
                        kind.in(scope, locking -> locking.get(Article.class, 1, ExpectedVersion.of(Instant.EPOCH))))
                .isInstanceOf(VersionTypeException.class);
        assertThatThrownBy(() -> kind.in(scope, locking -> locking.get(Article.class, 1, ExpectedVersion.ofRaw(0.0))))
                .isInstanceOf(VersionTypeException.class);
        assertThatThrownBy(() ->
                        kind.in(scope, locking -> locking.get(Loose.class, "ada@example.org", ExpectedVersion.of(1))))
                .isInstanceOf(NotVersionedException.class);
        kind.in(scope, locking -> locking.get(Loose.class, "ada@example.org", ExpectedVersion.any()));
        assertThatThrownBy(() ->
                        kind.in(scope, locking -> locking.get(Loose.class, "bob@example.org", ExpectedVersion.any())))
                .isInstanceOf(EntityMissingException.class)
                .hasMessageContaining("(withheld)")
                .hasMessageNotContaining("bob");
    }

    @ParameterizedTest
    @EnumSource
    void checksAnEntityThatIsReadAlready(SessionKind kind, SessionFactoryScope scope, StatementRecorder statements) {
        insert(scope, new Article(1, "a", 10));

        kind.in(scope, locking -> {
            var article = locking.get(Article.class, 1, ExpectedVersion.ofRaw((short) 0));
            statements.clear();
            locking.check(article, ExpectedVersion.of(0));
            statements.assertCount(0);
            assertThatThrownBy(() -> locking.check(article, ExpectedVersion.of(1)))
                    .isInstanceOf(VersionConflictException.class);
        });
    }

    private static Etag tag(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> Etag.of(session, session.getReference(Article.class, id)));
    }

    private static void insert(SessionFactoryScope scope, Object entity) {
        scope.inTransaction(session -> session.persist(entity));
    }

    private static Article stored(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Article.class, id));
    }

    private static void changeBy(
            String actor, SessionFactoryScope scope, int id, java.util.function.Consumer<Article> change) {
        Contexts.run(
                Context.ofActor(actor),
                () -> scope.inTransaction(session -> change.accept(session.find(Article.class, id))));
    }

    @Entity(name = "Article")
    static class Article extends AuditedEntity {

        @Id
        int id;

        @Nullable
        String title;

        int price;

        Article() {}

        Article(int id, String title, int price) {
            this.id = id;
            this.title = title;
            this.price = price;
        }
    }

    @Entity(name = "Counter")
    static class Counter {

        @Id
        int id;

        @jakarta.persistence.Version
        int version;

        @jakarta.persistence.Column(name = "amount")
        int value;

        Counter() {}

        Counter(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Loose")
    static class Loose {

        @Id
        @Nullable
        String id;

        Loose() {}

        Loose(String id) {
            this.id = id;
        }
    }
}
