/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test class on one database, from the first test to the last. */
final class DatabaseRun
        implements ClassTemplateInvocationContext,
                BeforeClassTemplateInvocationCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterClassTemplateInvocationCallback,
                ParameterResolver {

    private static final Map<Class<?>, Function<Fixture, Object>> PARAMETERS = Map.of(
            SessionFactoryScope.class, Fixture::scope,
            SessionFactory.class, fixture -> fixture.scope().factory(),
            DatabaseUnderTest.class, fixture -> fixture.scope().database(),
            StatementRecorder.class, fixture -> fixture.dataSource().recorder(),
            JdbcFaults.class, fixture -> fixture.dataSource().faults());

    private final TestClass test;
    private final DatabaseKind kind;
    private @Nullable Fixture fixture;

    DatabaseRun(TestClass test, DatabaseKind kind) {
        this.test = test;
        this.kind = kind;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return kind.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        fixture = Fixture.start(test, kind, HibernateExtTestExtension.servers(context));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        started().reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started().checkLeaks();
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) throws Exception {
        // Nothing was started if the factory could not be built.
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var source = PARAMETERS.get(parameter.getParameter().getType());
        return source == null ? null : source.apply(started());
    }

    private Fixture started() {
        if (fixture == null) {
            throw new IllegalStateException("The run on " + kind + " has not begun.");
        }
        return fixture;
    }
}
