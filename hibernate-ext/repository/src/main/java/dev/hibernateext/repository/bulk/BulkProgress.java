/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

/**
 * How far a bulk write has come.
 *
 * @param done how many rows are dealt with, bad ones included
 * @param total how many rows there are; -1 if nobody knows, as with most streams
 */
public record BulkProgress(int done, long total) {}
