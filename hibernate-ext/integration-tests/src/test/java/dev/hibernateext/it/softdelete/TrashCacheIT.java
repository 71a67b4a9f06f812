/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caches follow the trash, and tenants have one each. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class TrashCacheIT {

    @BeforeEach
    void fillTheCache(SessionFactoryScope scope) {
        in(scope, "red", session -> {
            var folder = new Folder(1);
            folder.files.add(new File(1, folder));
            folder.files.add(new File(2, folder));
            session.persist(folder);
        });
        in(scope, "blue", session -> session.persist(new Folder(9)));
        assertSeen(scope, 1, 2);
    }

    @Test
    void servesWhatIsThereFromTheCache(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.clear();

        assertSeen(scope, 1, 2);

        // Newer Hibernate does not cache collections whose elements belong to tenants.
        assertThat(recorder.statements())
                .hasSize(recorder.matching("where f1_0\\.folder_id=\\?").size());
        assertThat(recorder.count()).isLessThanOrEqualTo(1);
    }

    @Test
    void showsNoRowThatTheTrashTook(SessionFactoryScope scope) {
        in(scope, "red", session -> Trash.of(session, File.class).delete(List.of(1)));

        assertSeen(scope, 1, 1);
        assertSeen(scope, 1, 1);
    }

    @Test
    void showsARowAgainThatTheTrashGaveBack(SessionFactoryScope scope) {
        in(scope, "red", session -> session.remove(session.find(File.class, 1)));
        assertSeen(scope, 1, 1);

        in(scope, "red", session -> {
            assertThat(Trash.of(session, File.class).list(Page.first(5))).hasSize(1);
            Trash.of(session, File.class).restore(1);
        });

        assertSeen(scope, 1, 2);
        assertSeen(scope, 1, 2);
    }

    @Test
    void showsRowsAgainThatTheTrashOfAStatelessSessionGaveBack(SessionFactoryScope scope) {
        inStateless(scope, "red", session -> Trash.of(session, Folder.class).delete(List.of(1)));
        assertSeen(scope, 0, 0);

        inStateless(scope, "red", session -> Trash.of(session, Folder.class).restore(1));

        assertSeen(scope, 1, 2);
        assertSeen(scope, 1, 2);
    }

    @Test
    void showsNoRowThatWasRolledBack(SessionFactoryScope scope) {
        in(scope, "red", session -> session.remove(session.find(Folder.class, 1)));
        assertSeen(scope, 0, 0);

        try (var session = open(scope, "red")) {
            session.beginTransaction();
            Trash.of(session, Folder.class).restore(1);
            assertThat(session.find(Folder.class, 1)).isNotNull();
            session.getTransaction().rollback();
        }

        assertSeen(scope, 0, 0);
    }

    @Test
    void forgetsWhatWasPurged(SessionFactoryScope scope) {
        in(scope, "red", session -> session.remove(session.find(Folder.class, 1)));
        in(scope, "red", session -> Trash.of(session, Folder.class).purge(1));

        assertSeen(scope, 0, 0);
        in(
                scope,
                "red",
                session -> assertThat(Trash.of(session, Folder.class).count()).isZero());
    }

    @Test
    void keepsTheTrashOfTenantsApart(SessionFactoryScope scope) {
        in(scope, "red", session -> session.remove(session.find(Folder.class, 1)));

        in(scope, "blue", session -> {
            var trash = Trash.of(session, Folder.class);
            assertThat(trash.count()).isZero();
            assertThat(trash.find(1)).isNull();
            assertThat(trash.list(Page.first(5))).isEmpty();
            assertThat(trash.operations(Page.first(5))).isEmpty();
            assertThat(catchThrowableOfType(NotInTrashException.class, () -> trash.restore(1)))
                    .isNotNull();
            assertThat(catchThrowableOfType(NotInTrashException.class, () -> trash.purge(1)))
                    .isNotNull();
            assertThat(catchThrowableOfType(ParentDeletedException.class, () -> trash.restoreAll(List.of())))
                    .isNull();
        });
        in(
                scope,
                "red",
                session -> assertThat(Trash.of(session, Folder.class).restore(1).total())
                        .isEqualTo(3));
    }

    private static Session open(SessionFactoryScope scope, String tenant) {
        return scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession();
    }

    private static void in(SessionFactoryScope scope, String tenant, Consumer<Session> work) {
        try (var session = open(scope, tenant)) {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().commit();
        }
    }

    private static void inStateless(SessionFactoryScope scope, String tenant, Consumer<StatelessSession> work) {
        try (var session = scope.factory()
                .withStatelessOptions()
                .tenantIdentifier((Object) tenant)
                .openStatelessSession()) {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().commit();
        }
    }

    private static void assertSeen(SessionFactoryScope scope, int folders, int files) {
        in(scope, "red", session -> {
            var folder = session.find(Folder.class, 1);
            assertThat(folder == null ? 0 : 1).isEqualTo(folders);
            if (folder != null) {
                Hibernate.initialize(folder.files);
                assertThat(folder.files).hasSize(files);
            }
            assertThat(session.createSelectionQuery("from File", File.class)
                            .setCacheable(true)
                            .getResultList())
                    .hasSize(files);
        });
    }

    @Entity(name = "Folder")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Folder extends SoftDeletableEntity {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @OneToMany(mappedBy = "folder", cascade = CascadeType.ALL)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<File> files = new HashSet<>();

        Folder() {}

        Folder(int id) {
            this.id = id;
        }
    }

    @Entity(name = "File")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class File extends SoftDeletableEntity {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Folder folder;

        File() {}

        File(int id, Folder folder) {
            this.id = id;
            this.folder = folder;
        }
    }
}
