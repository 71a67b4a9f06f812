/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

/** The group of constraints that hold when the mark of a deleted entity is taken away. Nothing checks it before soft delete is part of the library. */
public interface Restore {}
