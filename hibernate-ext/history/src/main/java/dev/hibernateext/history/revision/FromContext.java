/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.ValueGenerationType;

/** Filled when a revision is inserted. */
@ValueGenerationType(generatedBy = ContextGenerator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface FromContext {

    /** With what. */
    Part value();

    /** What a revision keeps. */
    enum Part {
        TIME,
        ACTOR,
        OPERATION,
        REASON,
        ATTRIBUTES,
        TENANT
    }
}
