/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

/** The group of constraints that hold when a row is deleted. Checked beside those of {@code jakarta.persistence.validation.group.pre-remove}, which are none unless set. */
public interface Delete {}
