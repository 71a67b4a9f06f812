/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The factory under test, and beside it a reference on the same database: without caches and without soft delete, so that it
 * tells what the database holds.
 */
final class Lab implements AutoCloseable {

    private final SessionFactoryScope subject;
    private final SessionFactoryScope reference;
    private final UnaryOperator<DeletedRows> scopes;
    private final boolean enabled;
    private final AtomicInteger scenes = new AtomicInteger();

    /** With another scope in place of each, as the last argument says. */
    Lab(SessionFactoryScope subject, UnaryOperator<DeletedRows> scopes) {
        this.subject = subject;
        this.scopes = scopes;
        this.enabled = !"false".equals(subject.factory().getProperties().get(Feature.SOFT_DELETE.setting()));
        this.reference = subject.openAnother(settings -> {
            settings.put("hibernate.cache.use_second_level_cache", "false");
            settings.put("hibernate.cache.use_query_cache", "false");
            settings.put(Feature.SOFT_DELETE.setting(), "false");
        });
    }

    SessionFactoryScope subject() {
        return subject;
    }

    SessionFactoryScope reference() {
        return reference;
    }

    /** Whether deletes of the subject mark. */
    boolean isEnabled() {
        return enabled;
    }

    DeletedRows effective(DeletedRows scope) {
        return scopes.apply(scope);
    }

    int nextScene() {
        return scenes.incrementAndGet();
    }

    @Override
    public void close() {
        reference.close();
    }
}
