/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.KeyTakenException;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.StillReferencedException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that hang together in every way: four levels, to themselves, in circles, by composite keys, shared by many. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class TrashGraphIT {

    @Test
    void restoresFourLevels(SessionFactoryScope scope) {
        persistFirm(scope);
        remove(scope, Staff.class, 2);
        remove(scope, Firm.class, 1);
        assertThat(rows(scope, false)).isEqualTo(0);

        var result =
                scope.fromTransaction(session -> Trash.of(session, Firm.class).restore(1));

        assertThat(result.rowsOf(Firm.class)).isEqualTo(1);
        assertThat(result.rowsOf(Unit.class)).isEqualTo(1);
        assertThat(result.rowsOf(Team.class)).isEqualTo(1);
        assertThat(result.rowsOf(Staff.class)).isEqualTo(2);
        assertThat(result.rowsOf(Badge.class)).isEqualTo(1);
        scope.inTransaction(session -> {
            assertThat(session.find(Staff.class, 2)).isNull();
            assertThat(session.find(Team.class, 1).staff).hasSize(2);
            assertThat(session.find(Badge.class, new BadgeKey(1, "a"))).isNotNull();
        });
    }

    @Test
    void restoresATreeOfOneEntity(SessionFactoryScope scope) {
        persistTree(scope);
        remove(scope, Node.class, 3);
        remove(scope, Node.class, 1);

        var result =
                scope.fromTransaction(session -> Trash.of(session, Node.class).restore(1));

        assertThat(result.total()).isEqualTo(3);
        scope.inTransaction(session -> {
            assertThat(session.find(Node.class, 2)).isNotNull();
            assertThat(session.find(Node.class, 3)).isNull();
            assertThat(session.find(Node.class, 4)).isNotNull();
        });
    }

    @Test
    void refusesAPartOfATree(SessionFactoryScope scope) {
        persistTree(scope);
        remove(scope, Node.class, 1);

        scope.inTransaction(session -> {
            assertThat(catchThrowableOfType(
                            ParentDeletedException.class,
                            () -> Trash.of(session, Node.class).restoreAll(List.of(2, 4))))
                    .extracting(ParentDeletedException::id, ParentDeletedException::parentId)
                    .containsExactly(2, 1);
            assertThat(Trash.of(session, Node.class).restoreAll(List.of(2, 1)).total())
                    .isEqualTo(4);
        });
    }

    /** What the check is for: without it, rows are there that nobody reaches from above. */
    @Test
    void wouldLeaveOrphansWithoutTheCheck(SessionFactoryScope scope) {
        persistTree(scope);
        remove(scope, Node.class, 1);

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                all.enableFilter("hibernate.ext.deleted_rows.restore");
                all.createMutationQuery("update Node set deletedAt = null, deletionId = null where id = 2")
                        .executeUpdate();
            }
        });

        scope.inTransaction(session -> {
            assertThat(session.find(Node.class, 2)).isNotNull();
            assertThat(session.find(Node.class, 1)).isNull();
        });
    }

    @Test
    void purgesATreeAndACircle(SessionFactoryScope scope) {
        persistTree(scope);
        persistFirm(scope);
        remove(scope, Node.class, 1);
        remove(scope, Firm.class, 1);

        scope.inTransaction(session -> {
            assertThat(Trash.of(session, Node.class).purge(1).total()).isEqualTo(4);
            assertThat(Trash.of(session, Firm.class).purge(1).total()).isEqualTo(7);
        });

        assertThat(rows(scope, true)).isZero();
    }

    @Test
    void refusesToPurgeWhatTheLivingReferTo(SessionFactoryScope scope) {
        persistFirm(scope);
        scope.inTransaction(session -> session.find(Staff.class, 3).boss = session.getReference(Staff.class, 2));
        remove(scope, Staff.class, 2);

        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        StillReferencedException.class,
                        () -> Trash.of(session, Staff.class).purge(2)))
                .extracting(StillReferencedException::attribute, StillReferencedException::referrerId)
                .containsExactly(Staff.class.getName() + ".boss", 3));
    }

    @Test
    void restoresWhatManyShareIfOneOfThemIsThere(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var first = new Owner(1);
            var second = new Owner(2);
            var shared = new Shared(1);
            first.shared.add(shared);
            second.shared.add(shared);
            session.persist(first);
            session.persist(second);
        });
        remove(scope, Shared.class, 1);
        remove(scope, Owner.class, 1);
        remove(scope, Owner.class, 2);

        scope.inTransaction(session -> {
            assertThat(catchThrowableOfType(
                            ParentDeletedException.class,
                            () -> Trash.of(session, Shared.class).restore(1)))
                    .isNotNull();
            Trash.of(session, Owner.class).restore(2);
            assertThat(Trash.of(session, Shared.class).restore(1).total()).isEqualTo(1);
            assertThat(session.find(Owner.class, 2).shared).hasSize(1);
        });
    }

    @Test
    void refusesAKeyThatIsTaken(SessionFactoryScope scope) {
        allowSameNames(scope);
        persistLogins(scope);

        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        KeyTakenException.class,
                        () -> Trash.of(session, Login.class).restoreAll(List.of(1))))
                .satisfies(taken -> assertThat(taken.getMessage()).doesNotContainPattern("\\bada\\b"))
                .extracting(
                        KeyTakenException::id,
                        KeyTakenException::holderId,
                        KeyTakenException::attributes,
                        KeyTakenException::code)
                .containsExactly(1, 2, List.of("firm", "name"), "softdelete.key-taken"));
        remove(scope, Login.class, 2);
        scope.inTransaction(session -> {
            assertThat(catchThrowableOfType(
                            KeyTakenException.class,
                            () -> Trash.of(session, Login.class).restoreAll(List.of(1, 2))))
                    .isNotNull();
            assertThat(Trash.of(session, Login.class).restore(1).total()).isEqualTo(1);
        });
    }

    /** What the check is for where the database does not hold deleted rows against each other. */
    @Test
    void wouldGiveOneKeyToTwoRowsWithoutTheCheck(SessionFactoryScope scope) {
        allowSameNames(scope);
        persistLogins(scope);

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                all.enableFilter("hibernate.ext.deleted_rows.restore");
                all.createMutationQuery("update Login set deletedAt = null, deletionId = null where id = 1")
                        .executeUpdate();
            }
        });

        scope.inTransaction(session -> assertThat(
                        session.createSelectionQuery("select count(l) from Login l where l.name = 'ada'", Long.class)
                                .getSingleResult())
                .isEqualTo(2));
    }

    /** What the check is for: the constraint of the database would end the transaction. */
    @Test
    void wouldBreakAForeignKeyWithoutTheCheck(SessionFactoryScope scope) {
        persistFirm(scope);
        scope.inTransaction(session -> session.find(Staff.class, 3).boss = session.getReference(Staff.class, 2));
        remove(scope, Staff.class, 2);

        try (var session = scope.openSession()) {
            session.beginTransaction();
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                all.enableFilter("hibernate.ext.deleted_rows.purge");
                assertThat(catchThrowableOfType(
                                ConstraintViolationException.class,
                                () -> all.createMutationQuery("delete Staff where id = 2")
                                        .executeUpdate()))
                        .isNotNull();
            }
            session.getTransaction().rollback();
        }
    }

    @Test
    void tellsListenersOfStatements(SessionFactoryScope scope) {
        persistTree(scope);
        remove(scope, Node.class, 4);
        var told = new ArrayList<ChangeSet>();
        try (var listening = Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                told.add(changes);
            }
        })) {
            scope.inTransaction(session -> Trash.of(session, Node.class).restore(4));
            scope.inTransaction(session -> Trash.of(session, Node.class).delete(List.of(4)));
            scope.inTransaction(session -> Trash.of(session, Node.class).purge(4));
        }

        assertThat(told).hasSize(3);
        assertThat(told.get(0).bulk()).singleElement().satisfies(change -> {
            assertThat(change.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
            assertThat(change.rowCount()).isEqualTo(1);
            assertThat(change.entityNames()).containsExactly(Node.class.getName());
        });
        assertThat(told.get(2).bulk())
                .extracting(BulkChange::statement)
                .extracting(BulkStatement::kind)
                .contains(BulkStatement.Kind.DELETE);
    }

    private static void persistFirm(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var firm = new Firm(1);
            var unit = new Unit(1, firm);
            firm.units.add(unit);
            var team = new Team(1, unit);
            unit.teams.add(team);
            for (int id = 1; id <= 3; id++) {
                team.staff.add(new Staff(id, team));
            }
            session.persist(firm);
            session.flush();
            var lead = session.find(Staff.class, 1);
            team.lead = lead;
            session.find(Staff.class, 3).boss = lead;
            lead.badges.add(new Badge(lead, "a"));
            session.flush();
        });
    }

    private static void persistTree(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var root = new Node(1, null);
            var left = new Node(2, root);
            root.children.addAll(List.of(left, new Node(3, root)));
            left.children.add(new Node(4, left));
            session.persist(root);
        });
    }

    private static void allowSameNames(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.createNativeMutationQuery("alter table Login drop "
                        + (isMariadb(scope) ? "index" : "constraint") + " if exists one_login")
                .executeUpdate());
    }

    private static boolean isMariadb(SessionFactoryScope scope) {
        return scope.database().kind() == DatabaseKind.MARIADB;
    }

    private static void persistLogins(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Login(1, "ada")));
        remove(scope, Login.class, 1);
        scope.inTransaction(session -> session.persist(new Login(2, "ada")));
    }

    private static void remove(SessionFactoryScope scope, Class<?> type, Object id) {
        scope.inTransaction(session -> session.remove(session.find(type, id)));
    }

    /** Rows of the firm and of the tree. */
    private static long rows(SessionFactoryScope scope, boolean deletedToo) {
        return scope.fromTransaction(session -> {
            var count = 0L;
            for (var table : List.of("Firm", "Unit", "Team", "Staff", "Badge", "Node")) {
                count += session.createNativeQuery(
                                "select count(*) from " + table + (deletedToo ? "" : " where deleted_at is null"),
                                Long.class)
                        .getSingleResult();
            }
            return count;
        });
    }

    @Entity(name = "Firm")
    static class Firm extends SoftDeletableEntity {

        @Id
        int id;

        @OneToMany(mappedBy = "firm", cascade = CascadeType.ALL)
        Set<Unit> units = new HashSet<>();

        Firm() {}

        Firm(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Unit")
    static class Unit extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Firm firm;

        @OneToMany(mappedBy = "unit", cascade = CascadeType.ALL)
        Set<Team> teams = new HashSet<>();

        Unit() {}

        Unit(int id, Firm firm) {
            this.id = id;
            this.firm = firm;
        }
    }

    @Entity(name = "Team")
    static class Team extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Unit unit;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Staff lead;

        @OneToMany(mappedBy = "team", cascade = CascadeType.ALL)
        Set<Staff> staff = new HashSet<>();

        Team() {}

        Team(int id, Unit unit) {
            this.id = id;
            this.unit = unit;
        }
    }

    @Entity(name = "Staff")
    static class Staff extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team team;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Staff boss;

        @OneToMany(mappedBy = "staff", cascade = CascadeType.ALL)
        Set<Badge> badges = new HashSet<>();

        Staff() {}

        Staff(int id, Team team) {
            this.id = id;
            this.team = team;
        }
    }

    /** Its key holds a reference. */
    @Entity(name = "Badge")
    @IdClass(BadgeKey.class)
    static class Badge extends SoftDeletableEntity {

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Staff staff;

        @Id
        String code = "";

        Badge() {}

        Badge(Staff staff, String code) {
            this.staff = staff;
            this.code = code;
        }
    }

    static final class BadgeKey implements Serializable {

        private static final long serialVersionUID = 1L;

        int staff;
        String code = "";

        BadgeKey() {}

        BadgeKey(int staff, String code) {
            this.staff = staff;
            this.code = code;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof BadgeKey that && staff == that.staff && code.equals(that.code);
        }

        @Override
        public int hashCode() {
            return Objects.hash(staff, code);
        }
    }

    @Entity(name = "Node")
    static class Node extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Node parent;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
        Set<Node> children = new HashSet<>();

        Node() {}

        Node(int id, @Nullable Node parent) {
            this.id = id;
            this.parent = parent;
        }
    }

    @Entity(name = "Owner")
    static class Owner extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToMany(cascade = CascadeType.ALL)
        Set<Shared> shared = new HashSet<>();

        Owner() {}

        Owner(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Shared")
    static class Shared extends SoftDeletableEntity {

        @Id
        int id;

        Shared() {}

        Shared(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Login")
    @Table(
            uniqueConstraints =
                    @UniqueConstraint(
                            name = "one_login",
                            columnNames = {"firm", "name"}))
    static class Login extends SoftDeletableEntity {

        @Id
        int id;

        int firm = 1;

        String name = "";

        Login() {}

        Login(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
