/**
 * Hooks: code of the application that runs before and after entities are created, updated, upserted and deleted, typed,
 * ordered and registered with a session factory while it runs. Start with {@link dev.hibernateext.core.hook.Hooks}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.hook;

import org.jspecify.annotations.NullMarked;
