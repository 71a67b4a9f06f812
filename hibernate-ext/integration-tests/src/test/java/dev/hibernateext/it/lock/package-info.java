/** Optimistic locking with the version of a client. */
@NullMarked
package dev.hibernateext.it.lock;

import org.jspecify.annotations.NullMarked;
