/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.it.softdelete.SoftDeleteCompositionTest.Catalog;
import dev.hibernateext.it.softdelete.SoftDeleteCompositionTest.OwnNote;
import dev.hibernateext.it.softdelete.SoftDeleteCompositionTest.OwnOpus;
import dev.hibernateext.it.softdelete.SoftDeleteCompositionTest.OwnTopic;
import dev.hibernateext.it.softdelete.SoftDeleteCompositionTest.OwnWork;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.hibernate.exception.SQLGrammarException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The entity of {@link SoftDeleteCompositionIT} with Hibernate's own {@code @SoftDelete}: what that refuses or loses. That lazy
 * references are refused and foreign keys overwritten is shown in {@link StockDefectsTest}. A test that fails here tells that
 * Hibernate has mended something.
 */
@HibernateExtTest(
        entities = {Catalog.class, OwnWork.class, OwnOpus.class, OwnTopic.class, OwnNote.class},
        settings = {
            @Setting(name = "hibernate.ext.tenant_rows.enabled", value = "false"),
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class SoftDeleteCompositionTest {

    @BeforeEach
    void persistAnOpus(SessionFactoryScope scope) {
        inTenant(scope, session -> {
            var catalog = new Catalog();
            session.persist(catalog);
            var opus = new OwnOpus();
            opus.catalog = catalog;
            opus.tags.add("loud");
            var note = new OwnNote();
            session.persist(note);
            for (var id = 1; id <= 2; id++) {
                var topic = new OwnTopic(id);
                topic.notes.add(note);
                session.persist(topic);
                opus.topics.add(topic);
            }
            session.persist(opus);
        });
    }

    @Test
    void failsToJoinElementsOfAJoinedSubclass(SessionFactoryScope scope) {
        inTenant(
                scope,
                session -> assertThat(catchThrowable(() -> session.createSelectionQuery(
                                        "select count(o) from Catalog c join c.opera o", Long.class)
                                .getSingleResult()))
                        .isInstanceOf(SQLGrammarException.class));
    }

    @Test
    void deletesWithoutRaisingTheVersion(SessionFactoryScope scope) {
        inTenant(scope, session -> session.remove(session.find(OwnOpus.class, 1)));

        assertThat(number(scope, "select version from OwnWork")).isZero();
    }

    @Test
    void failsToReadACachedCollectionWithADeletedElement(SessionFactoryScope scope) {
        inTenant(
                scope,
                session -> assertThat(session.find(OwnTopic.class, 1).notes).hasSize(1));

        inTenant(scope, session -> session.remove(session.find(OwnNote.class, 1)));

        inTenant(scope, session -> {
            var notes = session.find(OwnTopic.class, 1).notes;
            assertThat(catchThrowable(notes::size)).isInstanceOf(EntityNotFoundException.class);
        });
    }

    private static long number(SessionFactoryScope scope, String sql) {
        try (var session = openSession(scope)) {
            return session.createNativeQuery(sql, Long.class).getSingleResult();
        }
    }

    private static void inTenant(SessionFactoryScope scope, Consumer<Session> work) {
        try (var session = openSession(scope)) {
            var transaction = session.beginTransaction();
            try {
                work.accept(session);
                transaction.commit();
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    private static Session openSession(SessionFactoryScope scope) {
        return scope.factory().withOptions().tenantIdentifier((Object) "red").openSession();
    }

    @Entity(name = "Catalog")
    static class Catalog {

        @Id
        int id = 1;

        @OneToMany(mappedBy = "catalog")
        Set<OwnOpus> opera = new HashSet<>();
    }

    @Entity(name = "OwnWork")
    @Inheritance(strategy = InheritanceType.JOINED)
    @SoftDelete
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @Audited
    abstract static class OwnWork {

        @Id
        int id = 1;

        @Version
        int version;

        @TenantId
        @Nullable
        String tenant;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @ManyToMany
        Set<OwnTopic> topics = new HashSet<>();
    }

    @Entity(name = "OwnOpus")
    @Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
    static class OwnOpus extends OwnWork {

        @ManyToOne
        @Nullable
        Catalog catalog;
    }

    @Entity(name = "OwnTopic")
    @SoftDelete
    @Audited
    static class OwnTopic {

        @Id
        int id;

        @ManyToMany(mappedBy = "topics")
        Set<OwnWork> works = new HashSet<>();

        @ManyToMany
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<OwnNote> notes = new HashSet<>();

        OwnTopic() {}

        OwnTopic(int id) {
            this.id = id;
        }
    }

    /** Without a tenant, as newer Hibernate caches no collection of elements that have one. */
    @Entity(name = "OwnNote")
    @SoftDelete
    @Cacheable
    @Audited
    static class OwnNote {

        @Id
        int id = 1;
    }
}
