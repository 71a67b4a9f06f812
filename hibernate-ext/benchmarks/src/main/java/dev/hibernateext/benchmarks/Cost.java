/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

/**
 * What one operation costs this process.
 *
 * @param bytes allocated
 * @param micros passed, with everything else this machine was doing
 */
record Cost(double bytes, double micros) {}
