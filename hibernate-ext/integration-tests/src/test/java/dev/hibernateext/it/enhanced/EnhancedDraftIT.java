/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

/** An entity that is stamped and versioned. */
class EnhancedDraftIT extends EnhancedEntityTest {

    EnhancedDraftIT() {
        super(Draft.class);
    }
}
