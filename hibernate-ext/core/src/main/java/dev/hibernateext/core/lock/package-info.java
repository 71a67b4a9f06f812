/**
 * Optimistic locking a client takes part in: updates and deletes with the version the client has read, entity tags of RFC
 * 9110, conflicts that say who changed what, and three-way merges. Start with {@link
 * dev.hibernateext.core.lock.OptimisticLocking}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.lock;

import org.jspecify.annotations.NullMarked;
