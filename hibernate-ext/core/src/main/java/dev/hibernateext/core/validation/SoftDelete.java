/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

/** The group of constraints that hold when an entity is marked as deleted and its row stays. Checked in place of {@link Delete}, beside the groups of {@code jakarta.persistence.validation.group.pre-remove}. */
public interface SoftDelete {}
