/** What validation promises. Start with {@link dev.hibernateext.it.validation.FlushValidationIT}. */
@NullMarked
package dev.hibernateext.it.validation;

import org.jspecify.annotations.NullMarked;
