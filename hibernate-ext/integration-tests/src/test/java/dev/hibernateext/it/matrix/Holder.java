/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads to a row through a lazy association and a collection. Neither stamped nor versioned. */
@MappedSuperclass
abstract class Holder<R extends Row> {

    @Id
    private int id;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable R one;

    @ManyToMany
    private List<R> many = new ArrayList<>();

    Row one() {
        if (one == null) {
            throw new IllegalStateException("The holder is empty.");
        }
        return one;
    }

    Row firstOfMany() {
        return many.get(0);
    }

    void hold(R row) {
        id = row.id();
        one = row;
        many.add(row);
    }

    @Entity(name = "InvoiceHolder")
    static class OfInvoice extends Holder<Invoice> {}

    @Entity(name = "ContactHolder")
    static class OfContact extends Holder<Contact> {}

    @Entity(name = "DeviceHolder")
    static class OfDevice extends Holder<Device> {}

    @Entity(name = "TicketHolder")
    static class OfTicket extends Holder<Ticket> {}

    @Entity(name = "CardPaymentHolder")
    static class OfCardPayment extends Holder<CardPayment> {}

    @Entity(name = "MailHolder")
    static class OfMail extends Holder<Mail> {}

    @Entity(name = "VehicleHolder")
    static class OfVehicle extends Holder<Vehicle> {}

    @Entity(name = "ProfileHolder")
    static class OfProfile extends Holder<Profile> {}
}
