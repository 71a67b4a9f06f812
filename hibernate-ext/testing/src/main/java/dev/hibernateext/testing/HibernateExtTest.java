/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class once per database, with a session factory of its entities on a fresh database each time.
 *
 * <p>Test methods, {@code @BeforeEach} and {@code @AfterEach} methods and constructors may take these parameters: {@link
 * SessionFactoryScope}, {@link org.hibernate.SessionFactory}, {@link
 * dev.hibernateext.testing.database.DatabaseUnderTest}, {@link dev.hibernateext.testing.jdbc.StatementRecorder}, {@link
 * dev.hibernateext.testing.jdbc.JdbcFaults}. {@code @BeforeAll} runs once for all databases and cannot.
 *
 * <p>The tables are created before the first test and emptied before each further one, when caches, statistics and the
 * recorder are cleared too. After each test the extension looks for sessions, connections and context scopes left open,
 * closes them and fails the test with the stack that opened them.
 */
@ClassTemplate
@Documented
@ExtendWith(HibernateExtTestExtension.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HibernateExtTest {

    /**
     * The managed classes.
     *
     * @return if empty, the static nested classes of the test class and its superclasses that are entities, embeddables or
     *     mapped superclasses
     */
    Class<?>[] entities() default {};

    /**
     * On which products the class runs, in this order.
     *
     * @return H2 in memory unless said otherwise
     */
    DatabaseKind[] databases() default DatabaseKind.H2;

    /**
     * Settings of the session factory, over the defaults of this extension.
     *
     * @return keys with textual values
     */
    Setting[] settings() default {};

    /**
     * Classes that add settings which are objects; the test class itself need not be named.
     *
     * @return asked in this order, before the test class
     */
    Class<? extends SettingsContributor>[] contributors() default {};

    /**
     * Whether a test fails that leaves something open. The check costs a stack trace for each session and connection.
     *
     * @return true unless said otherwise
     */
    boolean leakCheck() default true;
}
