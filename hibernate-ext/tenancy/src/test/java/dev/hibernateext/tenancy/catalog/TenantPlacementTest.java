/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPlacementTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\"b", "a'b", "a`b", "a\\b", "a/b", "a\u0000b", "a\nb", "[a]"})
    void refusesNamesThatCouldLeaveTheirQuotes(String name) {
        assertThatThrownBy(() -> TenantPlacement.schema("main", name)).isInstanceOf(InvalidPlacementException.class);
        assertThatThrownBy(() -> TenantPlacement.database(name)).isInstanceOf(InvalidPlacementException.class);
        assertThatThrownBy(() -> TenantPlacement.rows(name))
                .isInstanceOfSatisfying(
                        InvalidPlacementException.class,
                        error -> assertThat(error.status()).isEqualTo(400));
        assertThatThrownBy(() -> new TenantPlacement.Rows(name, "main")).isInstanceOf(InvalidPlacementException.class);
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(TenantPlacement.database("a".repeat(63)).database()).hasSize(63);
        assertThatThrownBy(() -> TenantPlacement.database("ä".repeat(32)))
                .isInstanceOf(InvalidPlacementException.class);
    }
}
