/**
 * Created and updated stamps: who wrote a row, and when. The annotations are in {@code dev.hibernateext.mixins}; here are
 * the errors. Start with {@link dev.hibernateext.core.CoreSettings}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.stamp;

import org.jspecify.annotations.NullMarked;
