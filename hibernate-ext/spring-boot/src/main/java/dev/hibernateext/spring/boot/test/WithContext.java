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

/**
 * Who acts in a test, and for which tenant: in any test with Spring, on the class, on the method, or on both. What a method leaves out
 * is that of its class. The context is open before the transaction of the test begins and until that has ended, on the thread of the
 * test; in it are {@code @BeforeEach}, {@code @Sql} and {@code @BeforeTransaction}, too.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface WithContext {

    /**
     * Who acts.
     *
     * @return the id of the actor; empty for that of the class, or for nobody
     */
    String actor() default "";

    /**
     * For whom.
     *
     * @return the identifier of the tenant, as it is in the catalog; empty for that of the class, or for none
     */
    String tenant() default "";
}
