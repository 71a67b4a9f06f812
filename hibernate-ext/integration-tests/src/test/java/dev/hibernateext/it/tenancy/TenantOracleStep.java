/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.it.tenancy.TenantOracleIT.Item;
import dev.hibernateext.it.tenancy.TenantOracleModel.Content;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * One step of a session of a tenant, and the same in its model.
 *
 * @param model the tenant
 * @param content what it has, with what this transaction did
 * @param random chooses
 */
record TenantOracleStep(TenantOracleModel model, Content content, Random random) {

    private static final String ALL = "from Item";

    void take(Session session) {
        var id = ownId();
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> put(session, id);
            case 3 -> remove(session, id);
            case 4 -> bulkUpdate(session);
            case 5 -> bulkDelete(session, id);
            case 6 -> restore(session, id);
            case 7 -> find(session, id);
            case 8 -> findForeign(session);
            case 9 -> list(session, random.nextBoolean());
            case 10 -> criteria(session, id);
            case 11 -> countNatively(session);
            case 12 -> attack(session);
            default -> merge(session, id);
        }
    }

    void take(StatelessSession session) {
        var id = ownId();
        switch (random.nextInt(4)) {
            case 0 -> putStateless(session, id);
            case 1 -> deleteStateless(session, id);
            case 2 -> assertThat(session.get(Item.class, foreignId())).isNull();
            default -> compare(session.createSelectionQuery(ALL, Item.class).getResultList());
        }
    }

    private long ownId() {
        return model.first() + random.nextInt(TenantOracleModel.KEYS);
    }

    private long foreignId() {
        return model.first() + TenantOracleModel.KEYS + random.nextInt(TenantOracleModel.KEYS);
    }

    private void put(Session session, long id) {
        var amount = random.nextInt(1000);
        if (content.deleted().containsKey(id)) {
            return;
        }
        if (content.active().containsKey(id)) {
            session.find(Item.class, id).amount = amount;
        } else {
            session.persist(new Item(id, amount));
        }
        content.active().put(id, amount);
    }

    private void putStateless(StatelessSession session, long id) {
        var amount = random.nextInt(1000);
        if (content.deleted().containsKey(id)) {
            return;
        }
        if (content.active().containsKey(id)) {
            var item = session.get(Item.class, id);
            item.amount = amount;
            session.update(item);
        } else {
            session.insert(new Item(id, amount));
        }
        content.active().put(id, amount);
    }

    private void merge(Session session, long id) {
        if (content.active().containsKey(id)) {
            var item = session.find(Item.class, id);
            session.flush();
            session.refresh(item); // a stamp of nanoseconds is read back with microseconds
            session.detach(item);
            item.amount = random.nextInt(1000);
            session.merge(item);
            content.active().put(id, item.amount);
        }
    }

    private void remove(Session session, long id) {
        if (content.active().containsKey(id)) {
            session.flush(); // a delete writes nothing else of its row
            session.remove(random.nextBoolean() ? session.getReference(Item.class, id) : session.find(Item.class, id));
            session.flush();
            content.delete(id);
        }
    }

    private void deleteStateless(StatelessSession session, long id) {
        if (content.active().containsKey(id)) {
            session.delete(session.get(Item.class, id));
            content.delete(id);
        }
    }

    /** Until the transaction ends, Hibernate's cache has what a bulk statement changed as it was before. */
    private static void beginBulk(Session session) {
        session.flush();
        session.clear();
        session.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);
        session.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
        session.setCacheMode(CacheMode.IGNORE);
    }

    private void bulkUpdate(Session session) {
        var limit = ownId();
        beginBulk(session);
        var changed = session.createMutationQuery("update Item set amount = amount + 1 where id <= ?1")
                .setParameter(1, limit)
                .executeUpdate();
        content.active().replaceAll((id, amount) -> id <= limit ? amount + 1 : amount);
        assertThat((long) changed)
                .isEqualTo(content.active().keySet().stream()
                        .filter(id -> id <= limit)
                        .count());
    }

    private void bulkDelete(Session session, long id) {
        beginBulk(session);
        var deleted = session.createMutationQuery("delete Item where id = ?1 and amount >= 0")
                .setParameter(1, id)
                .executeUpdate();
        assertThat(deleted).isEqualTo(content.active().containsKey(id) ? 1 : 0);
        if (deleted == 1) {
            content.delete(id);
        }
    }

    private void restore(Session session, long id) {
        if (content.deleted().containsKey(id)) {
            beginBulk(session);
            Trash.of(session, Item.class).restore(id);
            content.restore(id);
        }
    }

    private void find(Session session, long id) {
        var item = session.find(Item.class, id);
        assertThat(item == null ? null : item.amount).isEqualTo(content.active().get(id));
    }

    private void findForeign(Session session) {
        assertThat(session.find(Item.class, foreignId())).isNull();
        assertThat(session.findMultiple(Item.class, List.of(foreignId(), foreignId())))
                .containsOnlyNulls();
    }

    private void list(Session session, boolean cacheable) {
        compare(session.createSelectionQuery(ALL, Item.class)
                .setCacheable(cacheable)
                .getResultList());
    }

    private void criteria(Session session, long id) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(Long.class);
        var item = query.from(Item.class);
        query.select(builder.count(item)).where(builder.greaterThanOrEqualTo(item.<Long>get("id"), id));
        assertThat(session.createSelectionQuery(query).getSingleResult())
                .isEqualTo(content.active().keySet().stream()
                        .filter(key -> key >= id)
                        .count());
    }

    private void countNatively(Session session) {
        if (!model.inRows()) {
            session.flush();
            assertThat(session.createNativeQuery("select count(*) from Item", Long.class)
                            .addSynchronizedEntityClass(Item.class)
                            .getSingleResult())
                    .isEqualTo(content.active().size() + content.deleted().size());
        }
    }

    private void attack(Session session) {
        session.flush();
        for (var hql : List.of("update Item set amount = -1 where id = ?1", "delete Item where id = ?1")) {
            assertThat(session.createMutationQuery(hql)
                            .setParameter(1, foreignId())
                            .executeUpdate())
                    .isZero();
        }
    }

    void compare(List<Item> items) {
        Map<Long, Integer> found = new HashMap<>();
        for (var item : items) {
            assertThat(item.getTenantId()).isEqualTo(model.tenant());
            found.put(item.id, item.amount);
        }
        assertThat(found).isEqualTo(content.active());
    }
}
