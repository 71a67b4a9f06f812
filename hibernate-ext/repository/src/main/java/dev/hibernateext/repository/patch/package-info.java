/**
 * Changes of some attributes of one row, as clients send them: which attributes they may name, read from maps and JSON merge
 * patches, checked before anything is written. Start with {@link dev.hibernateext.repository.patch.Patches}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.patch;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
