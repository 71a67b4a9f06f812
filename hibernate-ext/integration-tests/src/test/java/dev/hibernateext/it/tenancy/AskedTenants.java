/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.admin.AdminQuery;
import dev.hibernateext.tenancy.admin.AdminQueryReport;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tenants sell, for queries over all of them. */
final class AskedTenants {

    static final TenantPermission CONTROLLER = new TenantPermission(new Actor("controller"), "monthly report");

    private AskedTenants() {}

    /** A fleet whose databases are watched. */
    static final class Settings implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            new TenantFleet.Settings().contribute(settings, database);
            settings.computeIfPresent(
                    TenancySettings.DATABASES, (key, inner) -> new WatchedDatabases((TenantDatabases) inner));
        }
    }

    /** The answers by tenant, and the report. */
    record Answered<R>(Map<String, List<R>> rows, AdminQueryReport report) {

        List<R> of(String tenant) {
            return rows.getOrDefault(tenant, List.of());
        }
    }

    static <R> Answered<R> ask(AdminQuery<R> query) {
        var rows = new LinkedHashMap<String, List<R>>();
        var report = query.forEach(
                CONTROLLER,
                row -> rows.computeIfAbsent(row.tenant().value(), tenant -> new ArrayList<>())
                        .add(row.value()));
        return new Answered<>(rows, report);
    }

    @Entity(name = "Sale")
    static class Sale extends TenantEntity {

        @Id
        long id;

        String kind = "";

        @Nullable
        Integer amount;

        Sale() {}

        Sale(long id, String kind, @Nullable Integer amount) {
            this.id = id;
            this.kind = kind;
            this.amount = amount;
        }
    }

    @Entity(name = "SaleLine")
    static class SaleLine extends TenantEntity {

        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Sale sale;

        SaleLine() {}

        SaleLine(long id, Sale sale) {
            this.id = id;
            this.sale = sale;
        }
    }
}
