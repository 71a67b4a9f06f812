/**
 * Validation with Jakarta Validation, of all entities of a flush at once, and the errors of database constraints in the same
 * shape. Start with {@link dev.hibernateext.core.validation.EntityValidationException}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.validation;

import org.jspecify.annotations.NullMarked;
