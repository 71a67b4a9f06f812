/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.InvalidTenantIdException;
import dev.hibernateext.tenancy.TenantIds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTemplateTest {

    private static final String LETTERS = "abz09-_.";

    @Test
    void putsIdentifierInItsPlace() {
        assertThat(NameTemplate.of("tenant_{id}").nameOf(new TenantKey("acme-2")))
                .isEqualTo("tenant_acme-2");
        assertThat(NameTemplate.of("t_{id}_db").nameOf(new TenantKey("acme"))).isEqualTo("t_acme_db");
        assertThat(NameTemplate.of("t_{id}_db")).hasToString("t_{id}_db");
    }

    @Test
    void cutsWhatIsTooLongAndStaysDistinct() {
        var template = NameTemplate.of("tenant_{id}");
        var one = template.nameOf(new TenantKey("a".repeat(62) + "b"));
        var two = template.nameOf(new TenantKey("a".repeat(62) + "c"));

        assertThat(one).hasSize(NameTemplate.MAX_BYTES).startsWith("tenant_aaa").contains("~");
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void neverGivesTwoTenantsOneName() {
        var seed = Long.getLong("hibernateext.seed", 20_261_121);
        var random = new Random(seed);
        var template = NameTemplate.of("a_{id}");
        var owners = new HashMap<String, TenantKey>();
        for (var attempt = 0; attempt < 200_000; attempt++) {
            var tenant = randomKey(random);
            var name = template.nameOf(tenant);
            assertThat(name.getBytes(StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(63);
            assertThat(owners.putIfAbsent(name, tenant))
                    .as("seed %d, name %s", seed, name)
                    .isIn(null, tenant);
        }
    }

    private static TenantKey randomKey(Random random) {
        var length = random.nextBoolean() ? 1 + random.nextInt(3) : TenantIds.MAX_LENGTH - random.nextInt(3);
        var id = new StringBuilder("a".repeat(Math.max(0, length - 4)));
        while (id.length() < length) {
            id.append(id.isEmpty() ? 'a' : LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new TenantKey(id.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tenant",
                "{id}{id}",
                "Tenant_{id}",
                "t-{id}",
                "\"{id}",
                "{id};drop",
                "abcdefghijklmnopqrstuvwxyz1234{id}"
            })
    void refusesTemplatesThatCouldBreakNames(String template) {
        assertThatThrownBy(() -> NameTemplate.of(template))
                .isInstanceOf(InvalidNameTemplateException.class)
                .hasMessageContaining("tenant_{id}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "pg_temp", "information_schema", "mysql", "sys", "postgres"})
    void refusesNamesOfTheDatabase(String id) {
        assertThatThrownBy(() -> NameTemplate.of("{id}").nameOf(new TenantKey(id)))
                .isInstanceOf(ReservedNameException.class)
                .hasMessageContaining(id);
    }

    @Test
    void refusesKeysThatAreNotNormal() {
        assertThatThrownBy(() -> NameTemplate.of("t_{id}").nameOf(new TenantKey("A\"; drop schema x")))
                .isInstanceOf(InvalidTenantIdException.class);
    }
}
