/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.spring.boot.shop.ShopApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a developer reads where the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTest {

    @Test
    void saysWhichSettingToChange(CapturedOutput output) {
        var application = new SpringApplication(ShopApplication.class);
        assertThatThrownBy(() -> application.run(
                        "--spring.main.web-application-type=none",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=jdbc:h2:mem:unstarted",
                        "--spring.jpa.properties.hibernate.ext.stamp.preset=sometimes"))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, InvalidSettingException.class))
                        .isNotNull());
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("Cannot use 'sometimes' as the value of hibernate.ext.stamp.preset")
                .contains("Change spring.jpa.properties.hibernate.ext.stamp.preset");
    }

    @Test
    void saysWhichPropertyOfItsOwnToChange(CapturedOutput output) {
        var application = new SpringApplication(ShopApplication.class);
        assertThatThrownBy(() -> application.run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=jdbc:h2:mem:misnamed",
                        "--hibernate-ext.web.tenant.host=shop.example"))
                .isNotNull();
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("Change hibernate-ext.web.tenant.host");
    }
}
