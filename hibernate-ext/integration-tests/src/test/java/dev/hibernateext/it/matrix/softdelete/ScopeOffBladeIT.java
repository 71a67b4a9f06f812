/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.softdelete.DeletedRows;

/** In default sessions, what only a scope shows and writes is not shown and not written. */
class ScopeOffBladeIT extends BladeTest {

    @Override
    boolean needs(Way way, DeletedRows scope, Shape<?, ?> shape) {
        return way.needsScope(scope, shape);
    }

    @Override
    DeletedRows inPlaceOf(DeletedRows scope) {
        return DeletedRows.EXCLUDE;
    }
}
