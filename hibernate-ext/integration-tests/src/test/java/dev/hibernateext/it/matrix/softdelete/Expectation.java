/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.softdelete.DeletedRows;

/** Which of the items of a scene a way of reading must show: one is there, two are deleted. */
enum Expectation {
    /** Those of the scope. */
    OF_SCOPE,

    /** As elements of something that is there: all, unless the scope excludes deleted ones. */
    ALONG,

    /** As what a reference leads to: all, unless the entity hides itself from references. */
    REFERRED,

    /** All, since nothing of the row is read or the library does not see the statement. */
    ALL;

    static final int LIVE = 1;
    static final int DELETED = 2;
    static final int BOTH = LIVE + DELETED;

    int in(DeletedRows scope, Shape<?, ?> shape) {
        return switch (this) {
            case OF_SCOPE ->
                switch (scope) {
                    case EXCLUDE -> LIVE;
                    case INCLUDE -> BOTH;
                    case ONLY -> DELETED;
                };
            case ALONG -> scope == DeletedRows.EXCLUDE ? LIVE : BOTH;
            case REFERRED -> scope == DeletedRows.EXCLUDE && !shape.resolvesReferences() ? LIVE : BOTH;
            case ALL -> BOTH;
        };
    }
}
