/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import dev.hibernateext.tenancy.Tenants;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

/** Entities of tenants in every kind of table. */
final class Ledger {

    static final Class<?>[] ENTITIES = {Customer.class, Company.class, Invoice.class, Label.class, Country.class};

    private Ledger() {}

    /** Does work for a tenant. */
    static <T> T as(String tenant, Supplier<T> work) {
        try (var scope = Tenants.open(tenant)) {
            return work.get();
        }
    }

    /** One row in each table. */
    static Invoice fill(SessionFactory factory, String tenant, String number) {
        return as(
                tenant,
                () -> factory.fromTransaction(session -> {
                    var label = new Label();
                    label.name = number;
                    session.persist(label);
                    var company = new Company();
                    company.register = number;
                    session.persist(company);
                    var invoice = new Invoice();
                    invoice.number = number;
                    invoice.note = number;
                    invoice.customer = company;
                    invoice.tags.add(number);
                    invoice.labels.add(label);
                    session.persist(invoice);
                    return invoice;
                }));
    }

    @Entity(name = "Customer")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Customer {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;
    }

    @Entity(name = "Company")
    static class Company extends Customer {

        @Nullable
        String register;
    }

    @Entity(name = "Invoice")
    @Audited
    @SecondaryTable(name = "invoice_note")
    static class Invoice {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Nullable
        String number;

        @Column(table = "invoice_note")
        @Nullable
        String note;

        @ManyToOne
        @Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
        @Nullable
        Customer customer;

        @ElementCollection
        @CollectionTable(name = "invoice_tag")
        Set<String> tags = new HashSet<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "invoice_label")
        @Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
        Set<Label> labels = new HashSet<>();
    }

    @Entity(name = "Label")
    @Table(name = "\"Label of tenant\"")
    static class Label {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Nullable
        String name;
    }

    /** Shared by all tenants. */
    @Entity(name = "Country")
    static class Country {

        @Id
        @Nullable
        String code;
    }
}
