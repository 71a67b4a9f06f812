/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.core.annotation.AliasFor;

/**
 * A test of entities and repositories: {@link DataJpaTest} with what this library configures for them, and a {@linkplain WithContext
 * context}. No controller, filter or service is made, and statements are not shown.
 *
 * <p>Beans that stand for settings, such as the catalog of tenants or a clock, come from the application class or from
 * {@code @Import}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@DataJpaTest
@WithContext
public @interface DataHibernateExtTest {

    /**
     * Who acts.
     *
     * @return the id of the actor; empty for nobody
     */
    @AliasFor(annotation = WithContext.class)
    String actor() default "test";

    /**
     * For whom.
     *
     * @return the identifier of the tenant; empty for none
     */
    @AliasFor(annotation = WithContext.class)
    String tenant() default "";

    /**
     * Properties of the environment.
     *
     * @return each as {@code key=value}
     */
    @AliasFor(annotation = DataJpaTest.class)
    String[] properties() default {};

    /**
     * Whether statements are shown.
     *
     * @return true to write them to standard output
     */
    @AliasFor(annotation = DataJpaTest.class)
    boolean showSql() default false;
}
