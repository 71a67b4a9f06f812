/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.it.tenancy.Depot.Item;
import dev.hibernateext.it.tenancy.Depot.Parcel;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.SynchronizeableQuery;

/** The ways in which an administrator writes what a tenant owns. */
enum AdminWrite {
    CHANGED((session, depot) -> parcel(session, depot).text = "after"),
    CHANGED_WITHOUT_VERSION((session, depot) -> item(session, depot).text = "after"),
    CHANGED_AND_CLEARED((session, depot) -> {
        parcel(session, depot).text = "after";
        item(session, depot).text = "after";
        session.flush();
        session.clear();
    }),
    CHANGED_TWICE((session, depot) -> {
        parcel(session, depot).text = "between";
        session.flush();
        parcel(session, depot).text = "after";
    }),
    MERGED((session, depot) -> {
        var parcel = parcel(session, depot);
        session.detach(parcel);
        parcel.text = "after";
        session.merge(parcel);
    }),
    MOVED_NATURAL_ID((session, depot) -> parcel(session, depot).code = depot.otherCode()),
    MOVED_NATURAL_ID_WITHOUT_VERSION((session, depot) -> item(session, depot).code = depot.otherCode()),
    LOADED_BY_NATURAL_ID_AND_MOVED((session, depot) -> {
        session.find(Parcel.class, depot.code(), KeyType.NATURAL).code = depot.otherCode();
        session.createSelectionQuery("from Parcel", Parcel.class).getResultList();
    }),
    CHANGED_COLLECTION((session, depot) -> parcel(session, depot).words.add("after")),
    REPLACED_COLLECTION((session, depot) -> parcel(session, depot).words = new HashSet<>(List.of("after"))),
    MOVED_ELEMENT((session, depot) -> item(session, depot).parcel = null),
    REMOVED_ELEMENT((session, depot) -> session.remove(item(session, depot))),
    REMOVED_REFERENCE((session, depot) -> session.remove(session.getReference(Item.class, depot.id()))),
    INSERTED_ELEMENT((session, depot) -> session.persist(newItem(session, depot))),
    SOFT_DELETED((session, depot) -> session.remove(parcel(session, depot))),
    SOFT_DELETED_BY_TRASH((session, depot) -> Trash.of(session, Parcel.class).delete(List.of(depot.id()))),
    PURGED((session, depot) -> {
        session.remove(item(session, depot));
        session.flush();
        Trash.of(session, Parcel.class).delete(List.of(depot.id()));
        Trash.of(session, Parcel.class).purge(depot.id());
    }),
    LEFT_SHARED((session, depot) -> parcel(session, depot).origin = null),
    INCREMENTED((session, depot) -> {
        session.lock(parcel(session, depot), LockMode.PESSIMISTIC_FORCE_INCREMENT);
        parcel(session, depot).text = "after";
    }),
    REFRESHED((session, depot) -> {
        var parcel = parcel(session, depot);
        session.refresh(parcel);
        parcel.text = "after";
    }),
    UPDATED_BY_HQL((session, depot) -> execute(session, "update Parcel set text = 'after' where id = " + depot.id())),
    DELETED_BY_HQL((session, depot) -> execute(session, "delete from Item where id = " + depot.id())),
    SOFT_DELETED_BY_HQL((session, depot) -> execute(session, "delete from Parcel where id = " + depot.id())),
    UPDATED_NATURAL_ID_BY_HQL((session, depot) ->
            execute(session, "update Item set code = '" + depot.otherCode() + "' where id = " + depot.id())),
    UPDATED_BY_NATIVE_SQL((session, depot) -> session.createNativeMutationQuery(
                    "update Parcel set text = 'after' where id = " + depot.id())
            .executeUpdate()),
    UPDATED_BY_SYNCHRONISED_SQL((session, depot) -> {
        var update = session.createNativeMutationQuery("update Parcel set text = 'after' where id = " + depot.id());
        ((SynchronizeableQuery) update).addSynchronizedEntityClass(Parcel.class);
        update.executeUpdate();
    }),
    UPDATED_STATELESS(stateless((session, depot) -> {
        var item = session.get(Item.class, depot.id());
        item.text = "after";
        session.update(item);
        var parcel = session.get(Parcel.class, depot.id());
        parcel.text = "after";
        session.update(parcel);
    })),
    UPSERTED_STATELESS(stateless((session, depot) -> {
        var item = session.get(Item.class, depot.id());
        item.text = "after";
        session.upsert(item);
    })),

    /** Of collections the row is an element of, Hibernate knows in stateful sessions only; writing their owner takes them out. */
    DELETED_STATELESS(stateless((session, depot) -> {
        session.delete(session.get(Item.class, depot.id()));
        session.update(session.get(Parcel.class, depot.id()));
    })),
    SOFT_DELETED_STATELESS(stateless((session, depot) -> {
        session.delete(session.get(Item.class, depot.id()));
        session.delete(session.get(Parcel.class, depot.id()));
    })),
    CHANGED_COLLECTION_STATELESS(stateless((session, depot) -> {
        var parcel = session.get(Parcel.class, depot.id());
        session.fetch(parcel.words);
        parcel.words.add("after");
        session.update(parcel);
    })),
    CHANGED_IN_A_CHILD((session, depot) -> {
        try (var all = AllTenants.of(session.getFactory()).openChild(session)) {
            parcel(all, depot).text = "after";
            all.flush();
        }
    });

    // the lambdas keep nothing
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<Session, Depot> work;

    AdminWrite(BiConsumer<Session, Depot> work) {
        this.work = work;
    }

    void run(Session session, Depot depot) {
        work.accept(session, depot);
    }

    private static Parcel parcel(Session session, Depot depot) {
        return session.find(Parcel.class, depot.id());
    }

    private static Item item(Session session, Depot depot) {
        return session.find(Item.class, depot.id());
    }

    private static Item newItem(Session session, Depot depot) {
        var item = new Item();
        item.id = -depot.id();
        item.tenant = depot.tenant();
        item.code = depot.otherCode();
        item.text = "after";
        item.parcel = parcel(session, depot);
        return item;
    }

    private static void execute(Session session, String hql) {
        session.createMutationQuery(hql).executeUpdate();
    }

    /** As the library itself writes on the connection of an administrator. */
    private static BiConsumer<Session, Depot> stateless(BiConsumer<StatelessSession, Depot> work) {
        return (parent, depot) -> {
            try (var session = AllTenants.of(parent.getFactory()).openStatelessChild(parent)) {
                work.accept(session, depot);
            }
        };
    }
}
