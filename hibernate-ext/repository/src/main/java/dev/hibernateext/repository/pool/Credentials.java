/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

/**
 * Who logs on to the database.
 *
 * @param username the database's user
 * @param password shown to the driver only
 */
public record Credentials(String username, Secret password) {}
