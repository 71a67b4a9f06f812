/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

/** The group of constraints that hold when the mark of a deleted entity is taken away. Nothing else is checked then: what was valid when it was deleted may come back. */
public interface Restore {}
