/**
 * Attacks on the rows of one tenant by another, made for each entity of the application's own session factory. Start with {@link
 * dev.hibernateext.testing.leak.LeakTests}.
 */
@NullMarked
package dev.hibernateext.testing.leak;

import org.jspecify.annotations.NullMarked;
