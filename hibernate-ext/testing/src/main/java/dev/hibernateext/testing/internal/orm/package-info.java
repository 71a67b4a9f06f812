/**
 * How the leak check learns of every session Hibernate opens. Start with
 * {@link dev.hibernateext.testing.internal.orm.OpenSessions}.
 */
@NullMarked
package dev.hibernateext.testing.internal.orm;

import org.jspecify.annotations.NullMarked;
