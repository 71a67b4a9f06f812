/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.shop;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.spring.boot.task.TenantScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The items of the tenant in force. */
@Service
public class Items {

    private final EntityManager entities;

    Items(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public ItemView add(String name) {
        var item = new Item(name);
        entities.persist(item);
        entities.flush();
        return ItemView.of(item);
    }

    @Transactional
    public void rename(long id, String condition, String name) {
        OptimisticLocking.of(entities)
                .update(Item.class, id, ExpectedVersion.from(IfMatch.parse(condition)), item -> item.name = name);
    }

    @Transactional(readOnly = true)
    public List<ItemView> all() {
        return entities.createQuery("from Item order by name", Item.class).getResultList().stream()
                .map(ItemView::of)
                .toList();
    }

    @Async
    @Transactional(readOnly = true)
    public CompletableFuture<List<ItemView>> allLater() {
        return CompletableFuture.completedFuture(all());
    }

    /** As a job without a request asks. */
    @TenantScoped("${shop.main}")
    @Transactional(readOnly = true)
    public List<ItemView> ofTheMainShop() {
        return all();
    }
}
