/**
 * What packages may know of each other and what no class may do, as rules over the compiled classes of all modules. Each rule
 * is shown to fail on a class planted below {@code offender}. Start with {@link
 * dev.hibernateext.it.architecture.ArchitectureTest}.
 */
@NullMarked
package dev.hibernateext.it.architecture;

import org.jspecify.annotations.NullMarked;
