/**
 * Repositories of Jakarta Data with what the library has for them. {@link dev.hibernateext.it.data.Songs} is one.
 */
@NullMarked
package dev.hibernateext.it.data;

import org.jspecify.annotations.NullMarked;
