/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The Jakarta Data repositories, which the annotation processor has implemented over a stateless session. Since Spring is
 * on the class path, they take the session from a provider, as Spring would inject it.
 */
final class Repositories {

    private static final Map<
                    Class<? extends Row>, Function<ObjectProvider<StatelessSession>, RowRepository<? extends Row>>>
            BY_ENTITY = Map.of(
                    Invoice.class, Invoices_::new,
                    Contact.class, Contacts_::new,
                    Device.class, Devices_::new,
                    CardPayment.class, CardPayments_::new);

    private Repositories() {}

    static boolean has(Shape<?> shape) {
        return BY_ENTITY.containsKey(shape.type());
    }

    /** The repository of the bench's entity. */
    @SuppressWarnings("unchecked") // Nobody gives it rows of another entity.
    static RowRepository<Row> of(Bench bench, StatelessSession session) {
        var constructor = Objects.requireNonNull(BY_ENTITY.get(bench.type()));
        return (RowRepository<Row>) constructor.apply(new Current(session));
    }

    private record Current(StatelessSession session) implements ObjectProvider<StatelessSession> {

        @Override
        public StatelessSession getObject() {
            return session;
        }
    }
}
