/**
 * The adapter between the features and Hibernate ORM: the only package that is registered with Hibernate and the only one
 * that imports its {@code internal} packages. Not for users. Start with {@link
 * dev.hibernateext.core.internal.orm.CoreIntegrator}.
 */
@NullMarked
package dev.hibernateext.core.internal.orm;

import org.jspecify.annotations.NullMarked;
