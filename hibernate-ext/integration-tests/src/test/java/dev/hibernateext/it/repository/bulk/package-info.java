/** Bulk writes on real databases. */
@NullMarked
package dev.hibernateext.it.repository.bulk;

import org.jspecify.annotations.NullMarked;
