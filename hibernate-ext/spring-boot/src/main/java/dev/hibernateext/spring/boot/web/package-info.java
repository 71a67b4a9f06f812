/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Requests over HTTP: each runs in a context that says who acts, in which operation and for which tenant, and errors become problems of
 * RFC 9457.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.spring.boot.web;

import org.jspecify.annotations.NullMarked;
