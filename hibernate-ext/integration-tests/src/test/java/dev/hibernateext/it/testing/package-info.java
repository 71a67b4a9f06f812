/** The testing module on real servers. */
@NullMarked
package dev.hibernateext.it.testing;

import org.jspecify.annotations.NullMarked;
