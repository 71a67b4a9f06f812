/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

/** The group of constraints that hold when a row is updated. Checked beside those of {@code jakarta.persistence.validation.group.pre-update}, which are the default ones unless set. */
public interface Update {}
