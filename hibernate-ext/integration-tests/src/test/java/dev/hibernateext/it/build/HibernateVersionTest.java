/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;

/** A second run on another Hibernate that quietly used the first one would prove nothing. */
class HibernateVersionTest {

    private static final String EXPECTED = System.getProperty("hibernate.ext.it.hibernate_version", "not given");

    @Test
    void runsOnHibernateThatBuildAskedFor() {
        assertThat(Version.getVersionString()).isEqualTo(EXPECTED);
    }

    @Test
    void findsHibernateOnceOnTheClassPath() {
        var resource = SessionFactory.class.getName().replace('.', '/') + ".class";

        var copies = SessionFactory.class.getClassLoader().resources(resource).toList();

        assertThat(copies).hasSize(1);
        assertThat(copies.get(0).toString()).contains("hibernate-core-" + EXPECTED + ".jar");
    }
}
