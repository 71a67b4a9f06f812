/** What must never be printed: values, bind values and the names of people. */
@NullMarked
package dev.hibernateext.it.secret;

import org.jspecify.annotations.NullMarked;
