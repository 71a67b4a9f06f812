/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.lang.annotation.Annotation;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.models.spi.MemberDetails;
import org.jspecify.annotations.Nullable;

/** The annotations of the member behind a property of the boot model. */
final class MappedAnnotations {

    private MappedAnnotations() {}

    /** Whether the member has the annotation; false for a property without a member, such as those of audit tables. */
    static boolean has(Property property, Class<? extends Annotation> annotation) {
        var member = memberOf(property);
        return member != null && member.hasDirectAnnotationUsage(annotation);
    }

    /** The annotation of the member, or null. */
    static <A extends Annotation> @Nullable A find(Property property, Class<A> annotation) {
        var member = memberOf(property);
        return member == null ? null : member.getDirectAnnotationUsage(annotation);
    }

    private static @Nullable MemberDetails memberOf(Property property) {
        return property.getValue() instanceof SimpleValue value ? value.getMemberDetails() : null;
    }
}
