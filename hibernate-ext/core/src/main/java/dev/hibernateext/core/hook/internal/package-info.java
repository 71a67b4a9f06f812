/**
 * The registry behind the hooks and what a session remembers between them. Not for users. Start with {@link
 * dev.hibernateext.core.hook.internal.HookRegistry}.
 */
@NullMarked
package dev.hibernateext.core.hook.internal;

import org.jspecify.annotations.NullMarked;
