/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/** What a session has loaded needs no statement to be found, and a stream none to go on. */
final class LoadGuard implements LoadEventListener, PostLoadEventListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        SessionTenant.requireInForce(event.getSession());
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        SessionTenant.requireInForce(event.getSession());
    }
}
