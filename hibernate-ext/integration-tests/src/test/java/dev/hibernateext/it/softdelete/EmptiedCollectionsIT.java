/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collections of every kind that lose all the elements a session sees keep those it does not see. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class EmptiedCollectionsIT {

    @BeforeEach
    void deleteTheFirstOfEachCollection(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var crate = new Crate();
            for (var id = 1; id <= 2; id++) {
                crate.held.add(new Disc(id));
                crate.linked.add(new Cover(id));
                crate.shared.add(new Vinyl(id));
                crate.joined.add(new Poster(id));
            }
            collections(crate).forEach(elements -> elements.forEach(session::persist));
            session.persist(crate);
        });
        scope.inTransaction(session -> {
            for (var type : List.of(Disc.class, Cover.class, Vinyl.class, Poster.class)) {
                session.remove(session.find(type, 1));
            }
        });
    }

    @Test
    void keepHiddenElementsWhenCleared(SessionFactoryScope scope) {
        change(scope, crate -> collections(crate).forEach(Collection::clear));

        scope.inTransaction(session -> assertSizes(session, 0));
        assertHidden(scope, 1);
    }

    @Test
    void keepHiddenElementsWhenReplaced(SessionFactoryScope scope) {
        change(scope, crate -> {
            crate.held = new HashSet<>(crate.held);
            crate.linked = new HashSet<>(crate.linked);
            crate.shared = new HashSet<>(crate.shared);
            crate.joined = new HashSet<>(crate.joined);
        });

        scope.inTransaction(session -> assertSizes(session, 1));
        assertHidden(scope, 2);
    }

    @Test
    void loseAllElementsThatAScopeSees(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                var crate = all.find(Crate.class, 1);
                assertSizes(all, 2);
                collections(crate).forEach(Collection::clear);
                all.flush();
            }
        });

        assertHidden(scope, 0);
    }

    @Test
    void loseTheirRowsInOneTransactionWithTheirElements(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var crate = session.find(Crate.class, 1);
            session.remove(session.find(Vinyl.class, 2));
            crate.shared.clear();
        });

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertThat(all.find(Crate.class, 1).shared)
                        .extracting(element -> element.id)
                        .contains(1);
            }
        });
    }

    private static void change(SessionFactoryScope scope, Consumer<Crate> change) {
        scope.inTransaction(session -> change.accept(session.find(Crate.class, 1)));
    }

    private static void assertHidden(SessionFactoryScope scope, int size) {
        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertSizes(all, size);
            }
        });
    }

    private static void assertSizes(Session session, int size) {
        assertThat(collections(session.find(Crate.class, 1)))
                .allSatisfy(elements -> assertThat(elements).hasSize(size));
    }

    private static List<Set<? extends Element>> collections(Crate crate) {
        return List.of(crate.held, crate.linked, crate.shared, crate.joined);
    }

    /** Is not soft-deletable. */
    @Entity(name = "Crate")
    static class Crate {

        @Id
        int id = 1;

        @OneToMany
        @JoinColumn(name = "crate_id")
        Set<Disc> held = new HashSet<>();

        @OneToMany
        @JoinTable
        Set<Cover> linked = new HashSet<>();

        @ManyToMany
        Set<Album> shared = new HashSet<>();

        @ManyToMany
        Set<Print> joined = new HashSet<>();
    }

    @MappedSuperclass
    abstract static class Element extends SoftDeletableEntity {

        @Id
        int id;
    }

    @Entity(name = "Disc")
    static class Disc extends Element {

        Disc() {}

        Disc(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Cover")
    static class Cover extends Element {

        Cover() {}

        Cover(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Album")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Album extends Element {}

    @Entity(name = "Vinyl")
    static class Vinyl extends Album {

        Vinyl() {}

        Vinyl(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Print")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Print extends Element {}

    @Entity(name = "Poster")
    static class Poster extends Print {

        Poster() {}

        Poster(int id) {
            this.id = id;
        }
    }
}
