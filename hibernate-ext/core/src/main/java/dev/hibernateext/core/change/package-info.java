/**
 * What a transaction changed: entities, collections and bulk statements of both kinds of session, handed to listeners once,
 * before completion and after commit. Start with {@link dev.hibernateext.core.change.Changes}.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.core.change;

import org.jspecify.annotations.NullMarked;
