/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.spring.boot.test.DataHibernateExtTest;
import dev.hibernateext.spring.boot.test.WithContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** As the guide shows it. */
@DataHibernateExtTest(actor = "anna", tenant = "acme")
class LampsTest {

    @Test
    void belongToTheShopOfTheTest(@Autowired Lamps lamps) {
        var lamp = lamps.saveAndFlush(new Lamp("green"));
        assertThat(lamp.shop).isEqualTo("acme");
        assertThat(lamp.getCreatedBy()).isEqualTo("anna");
    }

    @Test
    @WithContext(tenant = "umbra")
    void mayBelongToAnotherShop(@Autowired Lamps lamps) {
        assertThat(lamps.saveAndFlush(new Lamp("red")).shop).isEqualTo("umbra");
    }
}
