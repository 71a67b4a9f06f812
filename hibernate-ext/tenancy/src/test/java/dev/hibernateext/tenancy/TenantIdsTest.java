/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdsTest {

    @ParameterizedTest
    @CsvSource({"acme, acme", "ACME, acme", "Acme-2.eu_West, acme-2.eu_west", "7, 7"})
    void foldsWhatNamesTheSameTenant(String id, String key) {
        assertThat(TenantIds.normalize(id)).isEqualTo(new TenantKey(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " acme",
                "acme ",
                "-acme",
                ".acme",
                "a/b",
                "a;drop table t",
                "a'b",
                "a\"b",
                "a%2e",
                ":shared",
                "a\u0000",
                "аcme",
                "\u212Aelvin",
                "acme\n",
                "ａcme"
            })
    void refusesWhatIsNoIdentifier(String id) {
        assertThatThrownBy(() -> TenantIds.normalize(id))
                .isInstanceOf(InvalidTenantIdException.class)
                .hasMessageNotContaining("drop")
                .hasMessageContaining("a-z");
    }

    @Test
    void acceptsLongestIdentifierAndNoneBeyond() {
        var longest = "a".repeat(TenantIds.MAX_LENGTH);

        assertThat(TenantIds.normalize(longest).value()).isEqualTo(longest);
        assertThatThrownBy(() -> TenantIds.normalize(longest + "a"))
                .isInstanceOf(InvalidTenantIdException.class)
                .hasMessageContaining("64 characters");
    }

    @Test
    void refusesKeysThatWereNotFolded() {
        assertThatThrownBy(() -> TenantIds.requireNormal(new TenantKey("ACME")))
                .isInstanceOf(InvalidTenantIdException.class);
        assertThatThrownBy(() -> TenantIds.requireNormal(new TenantKey("a".repeat(64))))
                .isInstanceOf(InvalidTenantIdException.class);
    }
}
