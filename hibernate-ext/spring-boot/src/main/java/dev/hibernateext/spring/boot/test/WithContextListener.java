/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextScope;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Opens the context of a test, and closes it behind the test. */
final class WithContextListener implements TestExecutionListener, Ordered {

    /** Outside of the listener of transactions, whose order is 4000. */
    static final int ORDER = 3_900;

    private static final String SCOPE = WithContextListener.class.getName();

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        var annotations = annotations(test);
        if (!annotations.isEmpty()) {
            test.setAttribute(SCOPE, Contexts.open(context(annotations)));
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (test.removeAttribute(SCOPE) instanceof ContextScope scope) {
            scope.close();
        }
    }

    /** That of the method goes before that of the class. */
    private static List<WithContext> annotations(TestContext test) {
        return Stream.of(
                        AnnotatedElementUtils.findMergedAnnotation(test.getTestMethod(), WithContext.class),
                        TestContextAnnotationUtils.findMergedAnnotation(test.getTestClass(), WithContext.class))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static Context context(List<WithContext> annotations) {
        var actor = first(annotations, WithContext::actor);
        var tenant = first(annotations, WithContext::tenant);
        return Context.empty()
                .withActor(actor == null ? null : new Actor(actor))
                .withTenant(tenant == null ? null : new TenantKey(tenant));
    }

    private static @Nullable String first(List<WithContext> annotations, Function<WithContext, String> attribute) {
        return annotations.stream()
                .map(attribute)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
