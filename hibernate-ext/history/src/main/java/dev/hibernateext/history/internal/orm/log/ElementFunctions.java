/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import org.hibernate.audit.ModificationType;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/** Lets queries of this module name the columns of the log in tables of collections. Found by Hibernate through the service loader. */
public final class ElementFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        var types = contributions.getTypeConfiguration();
        var registry = contributions.getFunctionRegistry();
        registry.register(
                ElementColumnFunction.REVISION,
                new ElementColumnFunction(
                        ElementColumnFunction.REVISION,
                        types.getBasicTypeRegistry().resolve(StandardBasicTypes.LONG)));
        registry.register(
                ElementColumnFunction.OPERATION,
                new ElementColumnFunction(
                        ElementColumnFunction.OPERATION, types.standardBasicTypeForJavaType(ModificationType.class)));
    }

    /** In the range of libraries. */
    @Override
    public int ordinal() {
        return 500;
    }
}
