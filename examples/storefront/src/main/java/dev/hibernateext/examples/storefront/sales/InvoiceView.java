/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hibernateext.examples.storefront.rest.Stamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invoice as clients see one. */
record InvoiceView(
        @Nullable Long id,
        @Nullable Long version,
        Instant soldAt,
        @Nullable String billingCity,
        @Nullable String billingCountry,
        BigDecimal total,
        CustomerView.Named customer,
        List<Line> lines,
        @JsonUnwrapped Stamps stamps) {

    static InvoiceView of(Invoice invoice) {
        return new InvoiceView(
                invoice.getId(),
                invoice.getVersion(),
                invoice.getSoldAt(),
                invoice.getBillingCity(),
                invoice.getBillingCountry(),
                invoice.getTotal(),
                CustomerView.Named.of(invoice.getCustomer()),
                invoice.getLines().stream().map(Line::of).toList(),
                Stamps.of(invoice));
    }

    /**
     * One track of an invoice.
     *
     * @param id its id
     * @param trackId what was bought
     * @param track its name
     * @param unitPrice the price it had then
     * @param quantity how often
     */
    record Line(@Nullable Long id, @Nullable Long trackId, String track, BigDecimal unitPrice, int quantity) {

        static Line of(InvoiceLine line) {
            var track = line.getTrack();
            return new Line(line.getId(), track.getId(), track.getName(), line.getUnitPrice(), line.getQuantity());
        }
    }
}
