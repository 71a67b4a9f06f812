/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;

/** Every delete of a Spring Data repository marks rows, and every read of it hides them. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class SpringDataDeletesIT {

    private final SessionFactoryScope scope;

    SpringDataDeletesIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void persistShips() {
        scope.inTransaction(session -> {
            for (int id = 1; id <= 3; id++) {
                var ship = new Ship(id, "ship " + id);
                ship.masts.add(new Mast(id, ship));
                session.persist(ship);
            }
        });
    }

    static Stream<Delete> deletes() {
        return Stream.of(
                new Delete("delete", ships -> ships.delete(ships.findById(1).orElseThrow())),
                new Delete("deleteById", ships -> ships.deleteById(1)),
                new Delete("deleteAll", ships -> ships.deleteAll(ships.findAllById(List.of(1)))),
                new Delete("deleteAllById", ships -> ships.deleteAllById(List.of(1))),
                new Delete("deleteAllInBatch", ships -> ships.deleteAllInBatch(ships.findAllById(List.of(1)))),
                new Delete("deleteAllByIdInBatch", ships -> ships.deleteAllByIdInBatch(List.of(1))),
                new Delete("derived delete", ships -> ships.deleteByName("ship 1")),
                new Delete("@Modifying query", ships -> ships.scuttle("ship 1")));
    }

    @ParameterizedTest
    @MethodSource("deletes")
    void marksTheRow(Delete delete) {
        inTransaction(delete.work());

        inTransaction(ships -> {
            assertThat(ships.findById(1)).isEmpty();
            assertThat(ships.existsById(1)).isFalse();
            assertThat(ships.count()).isEqualTo(2);
            assertThat(ships.findAll()).extracting(ship -> ship.id).containsExactlyInAnyOrder(2, 3);
            assertThat(ships.findByName("ship 1")).isEmpty();
        });
        scope.inTransaction(session -> {
            assertThat(Trash.of(session, Ship.class).find(1)).isNotNull();
            Trash.of(session, Ship.class).restore(1);
        });
        inTransaction(ships -> assertThat(ships.findById(1).orElseThrow().masts).hasSize(1));
    }

    private void inTransaction(Consumer<Ships> work) {
        scope.inTransaction(session -> work.accept(new JpaRepositoryFactory(session).getRepository(Ships.class)));
    }

    /** A way to delete ship 1. */
    record Delete(String name, Consumer<Ships> work) {

        @Override
        public String toString() {
            return name;
        }
    }

    interface Ships extends JpaRepository<Ship, Integer> {

        List<Ship> findByName(String name);

        long deleteByName(String name);

        @Modifying
        @Query("delete from Ship s where s.name = ?1")
        int scuttle(String name);
    }

    @Entity(name = "Ship")
    static class Ship extends SoftDeletableEntity {

        @Id
        int id;

        String name = "";

        @OneToMany(mappedBy = "ship", cascade = CascadeType.ALL)
        Set<Mast> masts = new HashSet<>();

        Ship() {}

        Ship(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Mast")
    static class Mast extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Ship ship;

        Mast() {}

        Mast(int id, Ship ship) {
            this.id = id;
            this.ship = ship;
        }
    }
}
