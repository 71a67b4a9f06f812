/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who bought what, over HTTP. */
final class HandSales {

    private HandSales() {}

    /** Customers. */
    @RestController
    @RequestMapping("/shops/{shop}/api/customers")
    static class Customers extends HandResource<Customer, CustomerView> {

        Customers(HandRows.Customers rows) {
            super(rows, List.of("id", "firstName", "lastName", "city", "country"), List.of(), CustomerView::of);
        }
    }

    /** Invoices with their lines. */
    @RestController
    @RequestMapping("/shops/{shop}/api/invoices")
    static class Invoices extends HandResource<Invoice, InvoiceView> {

        Invoices(HandRows.Invoices rows) {
            super(rows, List.of("id", "soldAt", "total", "customer.lastName"), List.of("customer"), InvoiceView::of);
        }
    }

    record CustomerView(
            @Nullable Long id,
            @Nullable Long version,
            String firstName,
            String lastName,
            @Nullable String city,
            @Nullable String country) {

        static CustomerView of(Customer customer) {
            return new CustomerView(
                    customer.id,
                    customer.version,
                    customer.firstName,
                    customer.lastName,
                    customer.city,
                    customer.country);
        }
    }

    record InvoiceView(
            @Nullable Long id,
            @Nullable Long version,
            Instant soldAt,
            BigDecimal total,
            String customer,
            List<LineView> lines) {

        static InvoiceView of(Invoice invoice) {
            return new InvoiceView(
                    invoice.id,
                    invoice.version,
                    invoice.soldAt,
                    invoice.total,
                    invoice.customer.lastName,
                    invoice.lines.stream().map(LineView::of).toList());
        }
    }

    record LineView(@Nullable Long id, String track, BigDecimal unitPrice, int quantity) {

        static LineView of(InvoiceLine line) {
            return new LineView(line.id, line.track.name, line.unitPrice, line.quantity);
        }
    }
}
