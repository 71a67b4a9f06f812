/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;

/** A template for names of schemas or databases cannot be used. */
public final class InvalidNameTemplateException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private InvalidNameTemplateException(String message) {
        super("tenancy.invalid-template", message, null);
    }

    static InvalidNameTemplateException of(String template) {
        return new InvalidNameTemplateException(
                "'%s' is no template for names. Write lower-case letters, digits and underscores around one {id}, at most 29 in all, such as tenant_{id}."
                        .formatted(template));
    }
}
