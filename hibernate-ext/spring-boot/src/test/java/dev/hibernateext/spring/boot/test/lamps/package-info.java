/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Entities and repositories of an application, tested as users test theirs. */
@NullMarked
package dev.hibernateext.spring.boot.test.lamps;

import org.jspecify.annotations.NullMarked;
