/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuickstartArgumentsTest {

    @Test
    void refusesArgumentsItDoesNotKnow() {
        assertThatThrownBy(() -> Quickstart.main("--postgress"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown arguments [--postgress]. Pass none, or --postgres.");
    }
}
