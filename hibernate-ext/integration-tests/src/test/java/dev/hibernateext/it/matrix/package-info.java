/**
 * Runs every guarantee on every way to reach a row and writes {@code docs/guarantees.md} from what it finds. Start with
 * {@code GuaranteesIT}; a guarantee is added to {@code Guarantees.ALL}, a way to the lists in {@code AccessPaths}.
 */
@NullMarked
package dev.hibernateext.it.matrix;

import org.jspecify.annotations.NullMarked;
