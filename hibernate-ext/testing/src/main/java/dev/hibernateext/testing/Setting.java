/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A setting of the session factory whose value is text; for others see {@link SettingsContributor}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Setting {

    /**
     * Its key.
     *
     * @return for example {@code hibernate.jdbc.batch_size}
     */
    String name();

    /**
     * Its value.
     *
     * @return as it would stand in a properties file
     */
    String value();
}
