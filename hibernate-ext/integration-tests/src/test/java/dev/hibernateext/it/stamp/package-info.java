/** Stamps on every path that writes. */
@NullMarked
package dev.hibernateext.it.stamp;

import org.jspecify.annotations.NullMarked;
