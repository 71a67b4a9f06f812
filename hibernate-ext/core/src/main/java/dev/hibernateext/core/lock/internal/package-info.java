/**
 * What optimistic locking reads from Hibernate's mappings: versions, their precision, images of entities and the row as it
 * is now. Not for users. Start with {@link dev.hibernateext.core.lock.internal.VersionAttribute}.
 */
@NullMarked
package dev.hibernateext.core.lock.internal;

import org.jspecify.annotations.NullMarked;
