/**
 * Filters and sorters that come from outside, as JSON, as a query string or as a tree of maps and lists, with the operators
 * of Refine. They become Hibernate's restrictions and orders; what is not allowed or malformed is an error that tells where.
 * Start with {@link dev.hibernateext.repository.filter.Filters}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.filter;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
