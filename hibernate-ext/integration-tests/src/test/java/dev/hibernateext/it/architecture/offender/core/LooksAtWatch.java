/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core;

import java.time.Instant;

final class LooksAtWatch {

    Instant now() {
        return Instant.now();
    }
}
