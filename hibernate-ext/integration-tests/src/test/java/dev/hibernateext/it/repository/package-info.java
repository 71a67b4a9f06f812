/** Filters, pages and repositories against models and on real databases. */
@NullMarked
package dev.hibernateext.it.repository;

import org.jspecify.annotations.NullMarked;
