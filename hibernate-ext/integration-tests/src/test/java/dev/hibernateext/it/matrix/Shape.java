/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * An entity of the matrix.
 *
 * @param type its class
 * @param newRow makes a transient instance
 * @param newHolder makes an empty holder for it
 */
record Shape<R extends Row>(Class<R> type, IntFunction<R> newRow, Supplier<Holder<R>> newHolder) {

    static final List<Shape<?>> ALL = List.of(
            new Shape<>(Invoice.class, Invoice::new, Holder.OfInvoice::new),
            new Shape<>(Contact.class, Contact::new, Holder.OfContact::new),
            new Shape<>(Device.class, Device::new, Holder.OfDevice::new),
            new Shape<>(Ticket.class, Ticket::new, Holder.OfTicket::new),
            new Shape<>(CardPayment.class, CardPayment::new, Holder.OfCardPayment::new),
            new Shape<>(Mail.class, Mail::new, Holder.OfMail::new),
            new Shape<>(Vehicle.class, Vehicle::new, Holder.OfVehicle::new),
            new Shape<>(Profile.class, Profile::new, Holder.OfProfile::new));

    /** The entity's name in HQL. */
    String name() {
        return type.getSimpleName();
    }

    String holderName() {
        return name() + "Holder";
    }

    /** What HQL puts before the name of a stamp. */
    String stampPrefix() {
        return type == Contact.class ? "stamps." : "";
    }

    /** The attributes of the entity that are stamps or hold them. */
    List<String> stampAttributes() {
        return type == Contact.class ? List.of("stamps") : List.of("createdAt", "createdBy", "updatedAt", "updatedBy");
    }

    /** Where the text is. */
    String textTable() {
        if (type == Profile.class) {
            return "ProfileText";
        }
        var root = type.getSuperclass();
        return root == Payment.class || root == Message.class ? root.getSimpleName() : name();
    }

    boolean hasSeveralTables() {
        return type == CardPayment.class || type == Profile.class;
    }

    /** Whether Hibernate translates {@code on conflict}: neither for several tables nor, in 7.4, with a discriminator. */
    boolean takesConflicts() {
        return !hasSeveralTables() && type != Mail.class;
    }

    /** Whether a table of the entity's name holds all of it. */
    boolean isOneTable() {
        return !hasSeveralTables() && textTable().equals(name());
    }

    boolean hasNumericVersion() {
        return type != Ticket.class;
    }

    R row(int id, String text) {
        var row = newRow.apply(id);
        row.write(text);
        return row;
    }

    /** A holder of a row that is persistent already. */
    Holder<R> holderOf(Row row) {
        var holder = newHolder.get();
        holder.hold(type.cast(row));
        return holder;
    }

    @Override
    public String toString() {
        return name();
    }
}
