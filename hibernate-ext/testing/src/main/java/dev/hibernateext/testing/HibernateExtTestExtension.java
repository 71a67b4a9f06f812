/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseServers;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** One run of the class for each database; the servers live as long as the JVM's test session. */
final class HibernateExtTestExtension implements ClassTemplateInvocationContextProvider {

    private static final Namespace NAMESPACE = Namespace.create(HibernateExtTestExtension.class);

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        var test = TestClass.of(context.getRequiredTestClass());
        return test.databases().stream().map(kind -> new DatabaseRun(test, kind));
    }

    static DatabaseServers servers(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).computeIfAbsent(DatabaseServers.class);
    }
}
