/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Three record shops: one shares its tables, one has a schema and one has a database of its own. */
@SpringBootApplication(proxyBeanMethods = false)
public class StorefrontApplication {

    /**
     * Starts a database server, fills the shops and answers at port 8080.
     *
     * @param args settings of Spring Boot, such as {@code --server.port=0}
     */
    public static void main(String[] args) {
        SpringApplication.run(StorefrontApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
