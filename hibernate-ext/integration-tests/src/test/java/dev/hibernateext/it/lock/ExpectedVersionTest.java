/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.lock.ExpectedVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpectedVersionTest {

    @Test
    void printsJustTheVersion() {
        assertThat(ExpectedVersion.of(7)).hasToString("7");
        assertThat(ExpectedVersion.of(Instant.EPOCH)).hasToString("1970-01-01T00:00:00Z");
    }
}
