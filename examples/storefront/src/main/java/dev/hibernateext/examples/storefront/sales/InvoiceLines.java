/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import dev.hibernateext.examples.storefront.catalogue.Track;
import dev.hibernateext.examples.storefront.rest.Part;
import dev.hibernateext.examples.storefront.rest.RequestProblem;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The lines of a new invoice, {@code [{"trackId": 7, "quantity": 1}]}: prices are the shop's. */
final class InvoiceLines {

    private static final int MOST = 100;
    private static final Set<String> MEMBERS = Set.of("trackId", "quantity");

    private InvoiceLines() {}

    static Consumer<Invoice> read(EntityManager entities, @Nullable Object value) {
        if (!(value instanceof List<?> lines) || lines.isEmpty() || lines.size() > MOST) {
            throw invalid();
        }
        var read = lines.stream().map(line -> line(entities, line)).toList();
        return invoice -> read.forEach(invoice::add);
    }

    private static InvoiceLine line(EntityManager entities, @Nullable Object value) {
        if (value instanceof Map<?, ?> line
                && line.keySet().equals(MEMBERS)
                && line.get("quantity") instanceof Integer quantity) {
            return new InvoiceLine(Part.find(entities, Track.class, "trackId", line.get("trackId")), quantity);
        }
        throw invalid();
    }

    private static RequestProblem invalid() {
        return RequestProblem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-lines",
                "Send from 1 to %d lines with trackId and quantity.".formatted(MOST));
    }
}
