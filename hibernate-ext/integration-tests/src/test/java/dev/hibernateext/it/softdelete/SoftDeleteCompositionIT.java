/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PersistenceException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One entity with everything at once: history by Envers, a version, a tenant, the second-level cache, an element collection, a
 * many-to-many, lazy references and joined inheritance.
 */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class SoftDeleteCompositionIT {

    @BeforeEach
    void persistAnOpus(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> {
            var composer = new Composer(1);
            session.persist(composer);
            var opus = new Opus(1, "first");
            opus.composer = composer;
            opus.tags.add("loud");
            for (var id = 1; id <= 2; id++) {
                var topic = new Topic(id);
                session.persist(topic);
                opus.topics.add(topic);
            }
            session.persist(opus);
        });
        assertShown(scope, true);
    }

    @Test
    void hidesADeletedRowFromLoadsQueriesAndCaches(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.clear();
        delete(scope);

        assertShown(scope, false);
        assertShown(scope, false);
        assertThat(recorder.statements()).noneMatch(statement -> statement.kind() == StatementKind.DELETE);
    }

    @Test
    void bringsBackAllOfARestoredRow(SessionFactoryScope scope) {
        delete(scope);

        inTenant(
                scope,
                "red",
                session -> assertThat(Trash.of(session, Work.class).restore(1).total())
                        .isEqualTo(1));

        assertShown(scope, true);
        inTenant(scope, "red", session -> {
            var opus = session.find(Opus.class, 1);
            assertThat(opus.title).isEqualTo("first");
            assertThat(opus.tags).containsExactly("loud");
            assertThat(opus.topics).hasSize(2);
            assertThat(Hibernate.isInitialized(opus.composer)).isFalse();
            assertThat(opus.getVersion()).isEqualTo(2);
        });
    }

    @Test
    void tellsTheHistoryOfADelete(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.find(Opus.class, 1).title = "second");
        delete(scope);

        assertThat(revisions(scope)).containsExactly(RevisionType.ADD, RevisionType.MOD, RevisionType.DEL);
        inTenant(scope, "red", session -> {
            var reader = AuditReaderFactory.get(session);
            var before = reader.find(
                    Opus.class, 1, reader.getRevisions(Opus.class, 1).get(1));
            assertThat(before.title).isEqualTo("second");
            assertThat(before.tags).containsExactly("loud");
            assertThat(before.topics).hasSize(2);
        });
    }

    @Test
    void tellsTheHistoryOfARestore(SessionFactoryScope scope) {
        delete(scope);
        inTenant(scope, "red", session -> Trash.of(session, Work.class).restore(1));

        assertThat(revisions(scope)).containsExactly(RevisionType.ADD, RevisionType.DEL, RevisionType.MOD);
        inTenant(scope, "red", session -> {
            var reader = AuditReaderFactory.get(session);
            var revisions = reader.getRevisions(Opus.class, 1);
            var restored = reader.find(Opus.class, 1, revisions.get(revisions.size() - 1));
            assertThat(restored.title).isEqualTo("first");
            assertThat(restored.getDeletedAt()).isNull();
        });
    }

    @Test
    void keepsTenantsApartInEveryScope(SessionFactoryScope scope) {
        inTenant(
                scope,
                "blue",
                session -> assertThat(session.createMutationQuery("delete Work").executeUpdate())
                        .isZero());
        assertShown(scope, true);
        delete(scope);

        inTenant(scope, "blue", session -> {
            for (var rows : DeletedRows.values()) {
                try (var child = rows.openSession(session)) {
                    assertThat(child.find(Work.class, 1)).isNull();
                    assertThat(child.createSelectionQuery("from Work", Work.class)
                                    .getResultList())
                            .isEmpty();
                }
            }
            assertThat(Trash.of(session, Work.class).count()).isZero();
            assertThat(catchThrowable(() -> Trash.of(session, Work.class).restore(1)))
                    .isInstanceOf(NotInTrashException.class);
            assertThat(catchThrowable(() -> Trash.of(session, Work.class).purge(1)))
                    .isInstanceOf(NotInTrashException.class);
        });
        assertThat(count(scope, "select count(*) from Work where deleted_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void refusesAnUpdateByWhoHadReadTheRow(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.find(Opus.class, 1).title = "second");
        var stale = fromTenant(scope, "red", session -> session.find(Opus.class, 1));
        delete(scope);
        stale.title = "stale";

        assertThat(catchThrowable(() -> inTenant(scope, "red", session -> session.merge(stale))))
                .isInstanceOf(PersistenceException.class);
        assertThat(count(scope, "select count(*) from Opus where title = 'second'"))
                .isEqualTo(1);
    }

    @Test
    void convertsBulkDeletesOfTheHierarchy(SessionFactoryScope scope) {
        inTenant(
                scope,
                "red",
                session -> assertThat(session.createMutationQuery("delete Opus where title = 'first'")
                                .executeUpdate())
                        .isEqualTo(1));

        assertShown(scope, false);
        assertThat(count(scope, "select count(*) from Opus o join Work w on w.id = o.id"))
                .isEqualTo(1);
        assertThat(count(scope, "select count(*) from Work_tags")).isEqualTo(1);
        assertThat(count(scope, "select count(*) from Work_Topic")).isEqualTo(2);
    }

    @Test
    void resolvesALazyReferenceToADeletedRow(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.remove(session.find(Composer.class, 1)));

        inTenant(scope, "red", session -> {
            var opus = session.find(Opus.class, 1);
            opus.title = "changed";
            assertThat(Hibernate.unproxy(Objects.requireNonNull(opus.composer), Composer.class)
                            .getDeletedAt())
                    .isNotNull();
        });
        assertThat(count(scope, "select count(*) from Work where composer_id = 1"))
                .isEqualTo(1);
    }

    @Test
    void keepsLinksToDeletedElementsWhenTheLastOtherOneIsRemoved(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.remove(session.find(Topic.class, 1)));

        inTenant(scope, "red", session -> session.find(Opus.class, 1).topics.clear());
        assertThat(count(scope, "select count(*) from Work_Topic where topics_id = 1"))
                .isEqualTo(1);
        assertThat(count(scope, "select count(*) from Work_Topic where topics_id = 2"))
                .isZero();

        inTenant(scope, "red", session -> Trash.of(session, Topic.class).restore(1));
        inTenant(
                scope,
                "red",
                session -> assertThat(session.find(Opus.class, 1).topics).hasSize(1));
    }

    @Test
    void keepsLinksToDeletedElementsWhenTheCollectionIsReplaced(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.remove(session.find(Topic.class, 1)));

        inTenant(scope, "red", session -> {
            var opus = session.find(Opus.class, 1);
            opus.topics = new HashSet<>(opus.topics);
        });

        assertThat(count(scope, "select count(*) from Work_Topic")).isEqualTo(2);
    }

    private static void delete(SessionFactoryScope scope) {
        inTenant(scope, "red", session -> session.remove(session.find(Opus.class, 1)));
    }

    private static void assertShown(SessionFactoryScope scope, boolean shown) {
        inTenant(scope, "red", session -> {
            assertThat(session.find(Work.class, 1) != null).isEqualTo(shown);
            assertThat(session.createSelectionQuery("from Work", Work.class)
                            .setCacheable(true)
                            .getResultList())
                    .hasSize(shown ? 1 : 0);
            var topic = session.find(Topic.class, 1);
            assertThat(topic.works).hasSize(shown ? 1 : 0);
        });
    }

    private static List<RevisionType> revisions(SessionFactoryScope scope) {
        return fromTenant(scope, "red", session -> {
            List<?> revisions = AuditReaderFactory.get(session)
                    .createQuery()
                    .forRevisionsOfEntity(Opus.class, false, true)
                    .getResultList();
            return revisions.stream()
                    .map(revision -> (RevisionType) ((Object[]) revision)[2])
                    .toList();
        });
    }

    private static long count(SessionFactoryScope scope, String sql) {
        return fromTenant(
                scope,
                "red",
                session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    private static void inTenant(SessionFactoryScope scope, String tenant, Consumer<Session> work) {
        fromTenant(scope, tenant, session -> {
            work.accept(session);
            return true;
        });
    }

    private static <T> T fromTenant(SessionFactoryScope scope, String tenant, Function<Session, T> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            var transaction = session.beginTransaction();
            try {
                var result = work.apply(session);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    @Entity(name = "Work")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @Audited
    @AuditOverride(forClass = SoftDeletableEntity.class)
    abstract static class Work extends TenantEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Composer composer;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> tags = new HashSet<>();

        @ManyToMany
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Topic> topics = new HashSet<>();
    }

    @Entity(name = "Opus")
    @Audited
    static class Opus extends Work {

        @Nullable
        String title;

        Opus() {}

        Opus(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(name = "Topic")
    @Audited
    static class Topic extends TenantEntity {

        @Id
        int id;

        @ManyToMany(mappedBy = "topics")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Work> works = new HashSet<>();

        Topic() {}

        Topic(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Composer")
    @Audited
    static class Composer extends TenantEntity {

        @Id
        int id;

        Composer() {}

        Composer(int id) {
            this.id = id;
        }
    }
}
