/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

/** The products a test class can run on. */
public enum DatabaseKind {
    /** H2 in the memory of this JVM; needs {@code com.h2database:h2} only. */
    H2("jdbc:h2:", "com.h2database:h2"),
    /** PostgreSQL: given by URL, in a container, or an embedded server. */
    POSTGRESQL("jdbc:postgresql:", "org.postgresql:postgresql"),
    /** MariaDB: given by URL, in a container, or an embedded server. */
    MARIADB("jdbc:mariadb:", "org.mariadb.jdbc:mariadb-java-client");

    private final String urlPrefix;
    private final String driverArtifact;

    DatabaseKind(String urlPrefix, String driverArtifact) {
        this.urlPrefix = urlPrefix;
        this.driverArtifact = driverArtifact;
    }

    /**
     * The environment variable that names a server of this kind.
     *
     * @param suffix {@code URL}, {@code USER} or {@code PASSWORD}
     * @return for example {@code HIBERNATE_EXT_TEST_POSTGRESQL_URL}
     */
    public String variable(String suffix) {
        return "HIBERNATE_EXT_TEST_" + name() + "_" + suffix;
    }

    String urlPrefix() {
        return urlPrefix;
    }

    String driverArtifact() {
        return driverArtifact;
    }
}
