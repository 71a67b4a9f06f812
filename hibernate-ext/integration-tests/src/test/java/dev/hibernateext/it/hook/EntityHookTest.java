/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.it.hook.Goods.Article;
import dev.hibernateext.it.hook.Goods.Car;
import dev.hibernateext.it.hook.Goods.Line;
import dev.hibernateext.it.hook.Goods.Numbered;
import dev.hibernateext.it.hook.Goods.Order;
import dev.hibernateext.it.hook.Goods.Partial;
import dev.hibernateext.it.hook.Goods.Plain;
import dev.hibernateext.it.hook.Goods.Truck;
import dev.hibernateext.it.hook.Goods.Unversioned;
import dev.hibernateext.it.hook.Goods.Vehicle;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Hooks on {@link Goods}, closed after each test. */
@HibernateExtTest(
        entities = {
            Article.class,
            Plain.class,
            Unversioned.class,
            Numbered.class,
            Partial.class,
            Vehicle.class,
            Car.class,
            Truck.class,
            Order.class,
            Line.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "20"))
abstract class EntityHookTest {

    final List<String> calls = new ArrayList<>();
    private final List<HookRegistration> registrations = new ArrayList<>();

    @BeforeEach
    void forgetCalls() {
        calls.clear();
    }

    @AfterEach
    void closeHooks() {
        registrations.forEach(HookRegistration::close);
        registrations.clear();
    }

    void register(HookRegistration... hooks) {
        registrations.addAll(List.of(hooks));
    }

    void note(EntityWrite<?> write) {
        calls.add(write.operation() + " " + write.value("name"));
    }

    static @Nullable String nameInDatabase(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Article.class, id).name);
    }
}
