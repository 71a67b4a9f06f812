/**
 * Runs the tests of the Jakarta Data specification that need no container on the repositories {@code hibernate-processor} writes, once without the library and once with it, and compares the two. The
 * processor reads no queries from method names, as the specification allows; the interfaces whose names end in {@code Queries} give those methods their queries. {@link
 * dev.hibernateext.tck.SameResultsTest} is the place to start.
 */
@NullMarked
package dev.hibernateext.tck;

import org.jspecify.annotations.NullMarked;
