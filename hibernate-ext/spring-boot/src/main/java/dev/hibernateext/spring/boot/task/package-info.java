/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Work on other threads: tasks carry the context of who submits them, and methods say which tenant they are for.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.spring.boot.task;

import org.jspecify.annotations.NullMarked;
