/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;

/** Without {@code hibernate.ext.soft_delete.enabled} all rows are seen, changed and deleted for good. */
class SoftDeleteOffBladeIT extends BladeTest {

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        super.contribute(settings, database);
        settings.put(Feature.SOFT_DELETE.setting(), "false");
        // it would raise the version of a row that is marked by hand, and so refuse who had read it before
        settings.put(Feature.LOCK.setting(), "false");
    }

    @Override
    boolean needs(Way way, DeletedRows scope, Shape<?, ?> shape) {
        return way.needsFeature(scope, shape) || isHibernatesDefect(way, shape);
    }

    /** Hibernate leaves out the root's table, which has the foreign key, and the statement is not valid. */
    private static boolean isHibernatesDefect(Way way, Shape<?, ?> shape) {
        return shape.type() == Tape.class
                && (way.name().equals("join with a one-to-many collection")
                        || way.name().equals("left join with a one-to-many collection"));
    }

    @Override
    DeletedRows inPlaceOf(DeletedRows scope) {
        return scope;
    }
}
