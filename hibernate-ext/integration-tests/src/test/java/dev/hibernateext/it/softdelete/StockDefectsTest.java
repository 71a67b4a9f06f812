/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What Hibernate's own ways to soft-delete lose. The same cases hold for soft-deletable entities in the other classes of this
 * package; a test that fails here tells that Hibernate has mended something.
 */
@HibernateExtTest
class StockDefectsTest {

    @Test
    void ownSoftDeleteLosesTheForeignKeyOfAnOwnerThatIsUpdated(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var target = new Own(1);
            session.persist(target);
            session.persist(new OwnOwner(1, target));
        });
        scope.inTransaction(session -> session.remove(session.find(Own.class, 1)));

        scope.inTransaction(session -> session.find(OwnOwner.class, 1).text = "changed");

        assertThat(rows(scope, "select count(*) from OwnOwner where target_id = 1"))
                .isZero();
    }

    @Test
    void aStaticRestrictionLosesTheForeignKeyOfAnOwnerThatIsUpdated(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var target = new Restricted(1);
            session.persist(target);
            session.persist(new RestrictedOwner(1, target));
        });
        scope.inTransaction(session -> session.remove(session.find(Restricted.class, 1)));

        scope.inTransaction(session -> session.find(RestrictedOwner.class, 1).text = "changed");

        assertThat(rows(scope, "select count(*) from RestrictedOwner where target_id = 1"))
                .isZero();
    }

    @Test
    void aStaticRestrictionDoesNotKeepBulkDeletesFromDeleting(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Restricted(1)));

        scope.inTransaction(
                session -> session.createMutationQuery("delete Restricted").executeUpdate());

        assertThat(rows(scope, "select count(*) from Restricted")).isZero();
    }

    @Test
    void ownSoftDeleteDoesNotRaiseTheVersion(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Own(1)));

        scope.inTransaction(session -> session.remove(session.find(Own.class, 1)));

        assertThat(rows(scope, "select version from Own where id = 1")).isZero();
    }

    @Test
    void ownSoftDeleteChangesADeletedRow(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Own(1)));

        scope.inTransaction(session -> {
            var own = session.find(Own.class, 1);
            scope.inTransaction(other -> other.remove(other.find(Own.class, 1)));
            own.text = "changed";
        });

        assertThat(rows(scope, "select count(*) from Own where text = 'changed'"))
                .isEqualTo(1);
    }

    @Test
    void ownSoftDeleteCountsDeletedElements(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var target = new Own(1);
            session.persist(target);
            var parent = new OwnParent(1);
            session.persist(parent);
            target.parent = parent;
        });
        scope.inTransaction(session -> session.remove(session.find(Own.class, 1)));

        scope.inTransaction(session -> assertThat(
                        session.createSelectionQuery("select size(p.owns) from OwnParent p", Integer.class)
                                .getSingleResult())
                .isEqualTo(1));
    }

    @Test
    void ownSoftDeleteRefusesLazyReferences() {
        assertThat(catchThrowable(() -> new Configuration()
                        .setProperty("hibernate.connection.url", "jdbc:h2:mem:stock-defects")
                        .addAnnotatedClass(Own.class)
                        .addAnnotatedClass(OwnParent.class)
                        .addAnnotatedClass(LazyOwner.class)
                        .buildSessionFactory()
                        .close()))
                .hasStackTraceContaining("cannot be mapped as LAZY");
    }

    private static long rows(SessionFactoryScope scope, String sql) {
        return scope.fromTransaction(
                session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    @Entity(name = "Own")
    @SoftDelete
    static class Own {

        @Id
        int id;

        @Version
        int version;

        @Nullable
        String text;

        @ManyToOne
        @Nullable
        OwnParent parent;

        Own() {}

        Own(int id) {
            this.id = id;
        }
    }

    @Entity(name = "OwnParent")
    static class OwnParent {

        @Id
        int id;

        @OneToMany(mappedBy = "parent")
        Set<Own> owns = new HashSet<>();

        OwnParent() {}

        OwnParent(int id) {
            this.id = id;
        }
    }

    @Entity(name = "OwnOwner")
    static class OwnOwner {

        @Id
        int id;

        @Nullable
        String text;

        @ManyToOne
        @Nullable
        Own target;

        OwnOwner() {}

        OwnOwner(int id, Own target) {
            this.id = id;
            this.target = target;
        }
    }

    @Entity(name = "Restricted")
    @SQLRestriction("deleted = false")
    @SQLDelete(sql = "update Restricted set deleted = true where id = ?")
    static class Restricted {

        @Id
        int id;

        boolean deleted;

        Restricted() {}

        Restricted(int id) {
            this.id = id;
        }
    }

    @Entity(name = "RestrictedOwner")
    static class RestrictedOwner {

        @Id
        int id;

        @Nullable
        String text;

        @ManyToOne
        @Nullable
        Restricted target;

        RestrictedOwner() {}

        RestrictedOwner(int id, Restricted target) {
            this.id = id;
            this.target = target;
        }
    }
}

/** Outside of the test class, which maps all entities nested in it. */
@Entity
class LazyOwner {

    @Id
    int id;

    @ManyToOne(fetch = FetchType.LAZY)
    StockDefectsTest.@Nullable Own target;
}
