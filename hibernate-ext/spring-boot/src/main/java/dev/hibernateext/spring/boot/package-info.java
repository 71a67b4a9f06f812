/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Applications of Spring Boot: beans that Hibernate is given as settings. Everything here backs off where the application has its own.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.spring.boot;

import org.jspecify.annotations.NullMarked;
