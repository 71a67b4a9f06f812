/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.actuate;

import java.util.function.Supplier;

/**
 * A part of what the endpoint shows.
 *
 * @param name its name
 * @param content asked at each read; plain values and records
 */
record EndpointSection(String name, Supplier<Object> content) {}
