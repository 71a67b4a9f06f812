/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.spring.boot.test.WithContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A context for tests with all beans, whose transactions are those of the repositories. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithContext(actor = "anna", tenant = "acme")
class WholeApplicationTest {

    @Test
    void isWrittenForTheTenantOfTheTest(@Autowired Lamps lamps) {
        var lamp = lamps.save(new Lamp("blue"));
        assertThat(lamp.shop).isEqualTo("acme");
        assertThat(lamp.getCreatedBy()).isEqualTo("anna");
    }
}
