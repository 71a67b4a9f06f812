/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

/**
 * A misconfiguration.
 *
 * @param code stable; lower-case words joined by hyphens behind {@code pool.}
 * @param severity how bad it is
 * @param seen the settings it was found by; never a credential
 * @param fix what to change
 */
public record PoolFinding(String code, Severity severity, String seen, String fix) {

    /** How bad it is, the worst first. */
    public enum Severity {
        /** Work is lost, refused, exposed, or waits for ever. */
        ERROR,
        /** It will hurt under load, or when something fails. */
        WARNING,
        /** Better is possible. */
        HINT
    }

    @Override
    public String toString() {
        return "%s %s: %s. %s".formatted(severity, code, seen, fix);
    }
}
