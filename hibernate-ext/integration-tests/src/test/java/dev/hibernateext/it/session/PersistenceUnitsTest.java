/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.EntityHooks;
import dev.hibernateext.core.hook.Hooks;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.ArrayList;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** A persistence.xml and the jar on the class path, with nothing registered; two units beside each other; the same unit again. */
class PersistenceUnitsTest {

    @Test
    void stampsAndVersionsWithTheJarAlone() {
        try (var harbour = Persistence.createEntityManagerFactory("harbour")) {
            persist(harbour, "ada");
            Contexts.run(
                    Context.ofActor("bob"),
                    () -> harbour.runInTransaction(entities -> entities.find(Mooring.class, 1).name = "north"));

            var stored = read(harbour);
            assertThat(stored.getCreatedBy()).isEqualTo("ada");
            assertThat(stored.getUpdatedBy()).isEqualTo("bob");
            assertThat(stored.getUpdatedAt()).isAfterOrEqualTo(stored.getCreatedAt());
            assertThat(stored.getVersion()).isEqualTo(1);
        }
    }

    @Test
    void keepsUnitsApart() {
        try (var harbour = Persistence.createEntityManagerFactory("harbour");
                var marina = Persistence.createEntityManagerFactory("marina")) {
            var heard = new ArrayList<String>();
            try (var hook = hooks(harbour).beforeCreate(write -> heard.add("harbour"));
                    var listener = Changes.of(factory(marina))
                            .register(ChangeListener.afterCommit(changes -> heard.add("marina")))) {
                harbour.runInTransaction(entities -> entities.persist(new Mooring(1)));
                assertThat(heard).containsExactly("harbour");
                marina.runInTransaction(entities -> entities.persist(new Mooring(1)));
                assertThat(heard).containsExactly("harbour", "marina");
            }

            assertThat(read(harbour).getCreatedBy()).isNull();
            assertThat(read(marina).getCreatedBy()).isEqualTo("keeper");
        }
    }

    @Test
    void startsAFactoryAgainWithoutWhatTheLastOneKnew() {
        var heard = new ArrayList<String>();
        for (var run = 0; run < 2; run++) {
            try (var harbour = Persistence.createEntityManagerFactory("harbour")) {
                var name = "run " + run;
                hooks(harbour).afterCommit(changes -> heard.add(name));
                persist(harbour, "ada");
            }
        }

        assertThat(heard).containsExactly("run 0", "run 1");
    }

    private static EntityHooks<Mooring> hooks(EntityManagerFactory unit) {
        return Hooks.of(factory(unit)).on(Mooring.class);
    }

    private static void persist(EntityManagerFactory unit, String actor) {
        Contexts.run(Context.ofActor(actor), () -> unit.runInTransaction(entities -> entities.persist(new Mooring(1))));
    }

    private static Mooring read(EntityManagerFactory unit) {
        return unit.callInTransaction(entities -> entities.find(Mooring.class, 1));
    }

    private static SessionFactory factory(EntityManagerFactory unit) {
        return unit.unwrap(SessionFactory.class);
    }
}
