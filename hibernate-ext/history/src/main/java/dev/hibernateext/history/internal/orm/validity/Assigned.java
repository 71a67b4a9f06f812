/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import org.hibernate.metamodel.mapping.JdbcMapping;

/**
 * A column that tells when a row ended.
 *
 * @param column as it is written into statements
 * @param mapping binds the value
 * @param isTime whether it is the time of the revision, or else its number
 */
record Assigned(String column, JdbcMapping mapping, boolean isTime) {}
