/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.internal.NoValidation;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;

/** Validates all entities of a flush at once, where Hibernate would validate them one by one. */
final class ValidationIntegration implements FeatureIntegration {

    private static final String API = "jakarta.validation.ConstraintViolation";

    @Override
    public void integrate(Boot boot) {
        if (!boot.state().isEnabled(Feature.VALIDATION) || !isApiPresent(boot) || !ValidationWiring.wire(boot)) {
            boot.state().component(EntityValidation.class, NoValidation::new);
        }
    }

    /** Nothing else may be touched before, for its classes could not be loaded. */
    private static boolean isApiPresent(Boot boot) {
        try {
            boot.factory()
                    .getServiceRegistry()
                    .requireService(ClassLoaderService.class)
                    .classForName(API);
            return true;
        } catch (ClassLoadingException e) {
            return false;
        }
    }
}
