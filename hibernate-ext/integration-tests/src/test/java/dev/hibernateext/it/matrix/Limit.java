/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.function.Consumer;

/**
 * A cell that cannot hold.
 *
 * @param path the name of the way to write
 * @param reason why it cannot, and what the user gets instead, in Markdown
 * @param actual fails if what happens is not what the reason says
 */
record Limit(String path, String reason, Consumer<Written> actual) {}
