/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.InvalidSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set where a factory does not start. */
final class StartupFailureAnalyzer extends AbstractFailureAnalyzer<HibernateExtException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HibernateExtException cause) {
        return new FailureAnalysis(cause.getMessage(), action(cause), cause);
    }

    private static String action(HibernateExtException cause) {
        return cause instanceof InvalidSettingException setting
                ? "Change %s, or the bean that stands for it.".formatted(property(setting.key()))
                : "Do what the message says. The guide lists this error as '%s'.".formatted(cause.code());
    }

    /** Those of Hibernate stand behind a prefix. */
    private static String property(String key) {
        return key.startsWith("hibernate.") ? "spring.jpa.properties." + key : key;
    }
}
