/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

/** What is validated in front of. */
public enum ValidatedOperation {
    INSERT,
    UPDATE,
    UPSERT,
    DELETE,
    SOFT_DELETE,
    RESTORE
}
