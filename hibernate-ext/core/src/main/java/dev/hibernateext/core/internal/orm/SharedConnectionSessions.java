/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.tenant.internal.AllTenants;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/** Opens sessions on a connection that is in use; they see all tenants where their parent does. */
final class SharedConnectionSessions implements ChildSessions {

    @Override
    public StatelessSessionImplementor openStateless(SharedSessionContractImplementor parent) {
        var child = StatelessChild.open(parent);
        AllTenants.inherit(parent, child);
        OwnRows.inherit(parent, child);
        return child;
    }

    @Override
    public SessionImplementor open(SharedSessionContractImplementor parent) {
        var child =
                (SessionImplementor) parent.sessionWithOptions().connection().openSession();
        AllTenants.inherit(parent, child);
        OwnRows.inherit(parent, child);
        return child;
    }
}
