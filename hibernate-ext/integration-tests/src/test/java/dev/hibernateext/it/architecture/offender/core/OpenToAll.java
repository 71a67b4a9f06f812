/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture.offender.core;

/** Can be extended by anyone, by mistake. */
public class OpenToAll {}
