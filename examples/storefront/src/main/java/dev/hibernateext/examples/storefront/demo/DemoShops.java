/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.demo;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.examples.storefront.rest.RestWork;
import dev.hibernateext.examples.storefront.shop.Shop;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import net.hydromatic.chinook.data.hsqldb.ChinookHsqldb;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** Makes the places of the shops and gives each a part of the Chinook data, before the first request. */
@Component
class DemoShops implements SmartInitializingSingleton {

    private final RestWork work;

    DemoShops(RestWork work) {
        this.work = work;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var chinook = JdbcClient.create(
                new DriverManagerDataSource(ChinookHsqldb.URI, ChinookHsqldb.USER, ChinookHsqldb.PASSWORD));
        for (var part = 0; part < Shop.ALL.size(); part++) {
            open(Shop.ALL.get(part), new ChinookPart(chinook, Shop.ALL.size(), part));
        }
    }

    private void open(Shop shop, ChinookPart data) {
        var tenant = shop.tenant();
        TenantProvisioner.of(work.factory()).create(tenant);
        var context = Context.empty().withActor(new Actor("chinook")).withTenant(tenant.key());
        Contexts.run(
                context,
                () -> work.write(entities -> {
                    data.copyTo(entities);
                    return true;
                }));
    }
}
