/**
 * The promise that whoever uses nothing of the library notices nothing of it: real models of others, run in one JVM with our
 * jars and in one without, must give the same SQL to the last byte. Start with {@link
 * dev.hibernateext.foreign.DoNoHarmContract}.
 */
@NullMarked
package dev.hibernateext.foreign;

import org.jspecify.annotations.NullMarked;
