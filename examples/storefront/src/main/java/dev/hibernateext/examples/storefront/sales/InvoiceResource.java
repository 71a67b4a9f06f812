/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import dev.hibernateext.examples.storefront.rest.Part;
import dev.hibernateext.examples.storefront.rest.RestResource;
import dev.hibernateext.examples.storefront.rest.RestTableBuilder;
import dev.hibernateext.examples.storefront.rest.RestWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Invoices with their lines. What was sold, when and for how much does not change; where the invoice goes does. */
@RestController
@RequestMapping("/shops/{shop}/api/invoices")
class InvoiceResource extends RestResource<Invoice, InvoiceView> {

    InvoiceResource(RestWork work, Clock clock) {
        super(
                work,
                new RestTableBuilder<>(work.factory(), Invoice.class, soldNow(clock))
                        .readable("soldAt", "total", "customer.id", "customer.firstName")
                        .searched("billingCity", "billingCountry", "customer.lastName")
                        .writable("billingCity", "billingCountry")
                        .part(customer())
                        .part(new Part<>("lines", true, InvoiceLines::read))
                        .fetching("customer", "lines.track")
                        .build(),
                InvoiceView::of);
    }

    private static Supplier<Invoice> soldNow(Clock clock) {
        return () -> {
            var invoice = new Invoice();
            invoice.setSoldAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return invoice;
        };
    }

    private static Part<Invoice> customer() {
        return new Part<>("customerId", true, (entities, id) -> {
            var customer = Part.find(entities, Customer.class, "customerId", id);
            return invoice -> invoice.setCustomer(customer);
        });
    }
}
