/** What the library costs while it works. */
@NullMarked
package dev.hibernateext.it.overhead;

import org.jspecify.annotations.NullMarked;
