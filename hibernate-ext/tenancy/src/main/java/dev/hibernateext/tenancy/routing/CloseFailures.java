/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import java.util.ArrayList;
import java.util.List;

/** Closes everything, and says afterwards what could not be closed. */
final class CloseFailures {

    private final List<Exception> failures = new ArrayList<>();

    void close(Object pool) {
        if (pool instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
    }

    void report() {
        if (!failures.isEmpty()) {
            throw DatabaseCloseException.of(failures);
        }
    }
}
