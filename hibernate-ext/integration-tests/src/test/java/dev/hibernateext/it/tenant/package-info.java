/** Rows of tenants in shared tables, on real databases. */
@NullMarked
package dev.hibernateext.it.tenant;

import org.jspecify.annotations.NullMarked;
