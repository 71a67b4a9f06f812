/**
 * Many rows at once: inserts, updates, upserts and deletes in chunks, which tell which rows failed and why while the others are
 * written. Start with {@link dev.hibernateext.repository.bulk.BulkWrites}. Incubating.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.repository.bulk;

import org.jspecify.annotations.NullMarked;
