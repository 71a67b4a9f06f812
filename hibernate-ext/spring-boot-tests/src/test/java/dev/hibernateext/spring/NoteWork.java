/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work as someone, for a tenant. */
record NoteWork(String actor, String tenant) {

    static final NoteWork ADA = new NoteWork("ada", "acme");
    static final NoteWork BOB = new NoteWork("bob", "acme");
    static final NoteWork STRANGER = new NoteWork("eve", "evil");

    void run(Runnable work) {
        Contexts.run(context(), work);
    }

    <T extends @Nullable Object> T get(Supplier<T> work) {
        try (var scope = Contexts.open(context())) {
            return work.get();
        }
    }

    private Context context() {
        return Context.empty().withActor(new Actor(actor)).withTenant(new TenantKey(tenant));
    }
}
