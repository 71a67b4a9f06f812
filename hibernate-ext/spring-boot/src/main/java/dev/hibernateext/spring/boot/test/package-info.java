/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Tests of applications: entities and repositories without the rest, on behalf of an actor and a tenant. For the class path of tests,
 * with {@code spring-boot-starter-data-jpa-test} beside it.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.spring.boot.test;

import org.jspecify.annotations.NullMarked;
