/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The storefront without the library: entities with columns that the application knows of, Spring Data JPA, and a tenant for each request by
 * Hibernate's own {@code @TenantId}. It maps the tables of the storefront and answers lists with the same bytes.
 */
@NullMarked
package dev.hibernateext.benchmarks.storefront.byhand;

import org.jspecify.annotations.NullMarked;
