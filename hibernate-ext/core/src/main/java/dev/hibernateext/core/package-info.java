/**
 * Hibernate ORM with stamps, client-side optimistic locking, hooks and change capture. Nothing needs to be registered: the
 * jar on the class path is found by Hibernate through the service loader. Start with {@link HibernateExt}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core;

import org.jspecify.annotations.NullMarked;
