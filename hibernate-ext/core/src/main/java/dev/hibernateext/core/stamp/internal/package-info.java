/**
 * How stamps are generated and which entities have them. Not for users. Start with {@link
 * dev.hibernateext.core.stamp.internal.StampGenerator}.
 */
@NullMarked
package dev.hibernateext.core.stamp.internal;

import org.jspecify.annotations.NullMarked;
