/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

/**
 * How far a query over tenants is.
 *
 * @param answered how many tenants have answered
 * @param failed how many have failed
 * @param statements how many statements were used
 */
public record AdminQueryProgress(int answered, int failed, int statements) {}
