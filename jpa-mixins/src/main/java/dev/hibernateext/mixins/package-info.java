/**
 * What an entity extends, embeds or is annotated with to get stamps, a version and a deletion mark. Everything here is mapping only; the
 * behaviour comes with {@code hibernate-ext-core} on the class path. Start with {@link AuditedEntity}.
 */
@NullMarked
package dev.hibernateext.mixins;

import org.jspecify.annotations.NullMarked;
