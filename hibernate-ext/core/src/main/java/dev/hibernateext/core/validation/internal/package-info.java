/**
 * How entities are validated. The classes of Jakarta Validation are used here alone, and only where a provider is present. Not
 * for users. Start with {@link dev.hibernateext.core.validation.internal.EntityValidator}.
 */
@NullMarked
package dev.hibernateext.core.validation.internal;

import org.jspecify.annotations.NullMarked;
