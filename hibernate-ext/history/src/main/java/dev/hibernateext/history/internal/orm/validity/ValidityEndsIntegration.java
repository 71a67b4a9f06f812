/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Gives each session and stateless session the rows that end with its transaction; found by Hibernate through the service loader. */
public final class ValidityEndsIntegration implements ExtensionIntegration<ValidityEnds> {

    /** For the service loader. */
    public ValidityEndsIntegration() {}

    @Override
    public Class<ValidityEnds> getExtensionType() {
        return ValidityEnds.class;
    }

    @Override
    public ValidityEnds createExtension(ExtensionIntegrationContext context) {
        return new ValidityEnds(context.getSession());
    }
}
