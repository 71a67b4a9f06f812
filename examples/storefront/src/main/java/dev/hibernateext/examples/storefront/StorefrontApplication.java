/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import dev.hibernateext.examples.storefront.catalogue.Album;
import dev.hibernateext.examples.storefront.catalogue.Artist;
import dev.hibernateext.examples.storefront.catalogue.Track;
import dev.hibernateext.examples.storefront.sales.Customer;
import dev.hibernateext.examples.storefront.sales.Invoice;
import dev.hibernateext.examples.storefront.sales.InvoiceLine;
import dev.hibernateext.history.revision.TenantRevision;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

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

    /** The revisions of a shop are its own, as its rows are. */
    @Bean
    PersistenceManagedTypes entities() {
        return PersistenceManagedTypes.of(Stream.of(
                        Artist.class,
                        Album.class,
                        Track.class,
                        Customer.class,
                        Invoice.class,
                        InvoiceLine.class,
                        TenantRevision.class)
                .map(Class::getName)
                .toArray(String[]::new));
    }
}
