/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.isolation;

import static dev.hibernateext.it.tenancy.isolation.AuditedBank.DATABASE;
import static dev.hibernateext.it.tenancy.isolation.AuditedBank.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.tenancy.isolation.AuditedBank.Account;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loads without a session, by {@code hibernate.enable_lazy_load_no_trans}, which ask whatever tenant is in force then. */
class LazyLoadAttackTest {

    private static final String SETTING = "hibernate.enable_lazy_load_no_trans";

    @Test
    void refusesLoadsWithoutASession() {
        assertThatThrownBy(() -> AuditedBank.open(Map.of(SETTING, true)))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining(SETTING)
                        .hasMessageContaining(TenancySettings.LOADS_WITHOUT_SESSION));
    }

    /** The blade: allowed, an instance of one tenant is completed with what another has under the same identifier. */
    @Test
    void leaksWhereLoadsWithoutASessionAreAllowed() {
        try (var bank = AuditedBank.settled(Map.of(SETTING, true, TenancySettings.LOADS_WITHOUT_SESSION, true))) {
            for (var tenant : List.of(SCHEMA, DATABASE)) {
                bank.in(tenant, session -> session.persist(new Account(1, tenant)));
            }
            var own = bank.<Account>from(SCHEMA, session -> session.find(Account.class, 1L));

            Tenants.run(DATABASE, () -> assertThat(own.words).containsExactly(DATABASE));
        }
    }
}
