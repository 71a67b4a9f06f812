/**
 * A JUnit extension that boots entities on real databases, counts what these are sent and finds what a test leaves open.
 * Start with {@link dev.hibernateext.testing.HibernateExtTest}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.testing;

import org.jspecify.annotations.NullMarked;
