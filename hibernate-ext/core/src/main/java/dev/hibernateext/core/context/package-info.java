/**
 * Who acts, for which tenant, in which operation: an immutable {@link dev.hibernateext.core.context.Context} that is in
 * force on a thread while a scope is open. Start with {@link dev.hibernateext.core.context.Contexts}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.context;

import org.jspecify.annotations.NullMarked;
