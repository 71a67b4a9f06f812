/**
 * Collects what a transaction changes and hands it to the listeners, without knowing where the changes come from. Not for
 * users. Start with {@link dev.hibernateext.core.change.internal.ChangeRegistry}.
 */
@NullMarked
package dev.hibernateext.core.change.internal;

import org.jspecify.annotations.NullMarked;
