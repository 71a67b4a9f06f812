/** What hooks promise. Start with {@link dev.hibernateext.it.hook.EntityHooksIT}. */
@NullMarked
package dev.hibernateext.it.hook;

import org.jspecify.annotations.NullMarked;
