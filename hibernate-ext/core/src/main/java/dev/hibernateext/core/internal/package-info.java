/**
 * What all features stand on: settings, the state of a factory and the state of a session. Not for users. Start with {@link
 * dev.hibernateext.core.internal.FactoryState}.
 */
@NullMarked
package dev.hibernateext.core.internal;

import org.jspecify.annotations.NullMarked;
