/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.ForeignSessionException;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.reflect.Proxy;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** Stateless sessions have no way to unwrap a proxy. */
@HibernateExtTest
class ForeignSessionTest {

    @Test
    void refusesAStatelessSessionThatIsNotHibernates(SessionFactoryScope scope) {
        try (var session = scope.openStatelessSession()) {
            var wrapper = (StatelessSession) Proxy.newProxyInstance(
                    StatelessSession.class.getClassLoader(),
                    new Class<?>[] {StatelessSession.class},
                    (proxy, method, arguments) -> method.invoke(session, arguments));

            var failure = catchThrowableOfType(ForeignSessionException.class, () -> HibernateExt.of(wrapper));

            assertThat(failure.code()).isEqualTo("core.foreign-session");
            assertThat(failure)
                    .hasMessageContaining(wrapper.getClass().getName())
                    .hasMessageContaining("Pass the session that SessionFactory.openStatelessSession() returned");
        }
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        int id;
    }
}
