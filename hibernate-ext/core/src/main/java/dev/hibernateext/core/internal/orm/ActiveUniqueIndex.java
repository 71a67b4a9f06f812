/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.softdelete.internal.ActiveKey;
import java.util.List;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;

/** An index of the boot model that is a unique key among active rows: Hibernate's schema tools treat it as any other. */
final class ActiveUniqueIndex extends Index {

    private static final long serialVersionUID = 1L;

    private final transient ActiveKey key;
    private final transient List<Column> declared;

    ActiveUniqueIndex(ActiveKey key, List<Column> declared) {
        this.key = key;
        this.declared = declared;
    }

    ActiveKey key() {
        return key;
    }

    /** The columns of the attributes that declare the key, for messages: no tenant, no generated column. */
    List<Column> declared() {
        return declared;
    }
}
