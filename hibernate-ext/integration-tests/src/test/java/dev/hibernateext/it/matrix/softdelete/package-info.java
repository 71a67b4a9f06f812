/**
 * Runs every way to read and to write rows in sessions of every scope of soft delete, and writes the part of {@code
 * docs/guarantees.md} about it. Start with {@code SoftDeleteMatrixIT}; a way is added to the lists in {@code ReadWays} and
 * {@code WriteWays}.
 */
@NullMarked
package dev.hibernateext.it.matrix.softdelete;

import org.jspecify.annotations.NullMarked;
