/**
 * What is left when something breaks: JDBC calls that fail one after the other, servers that are killed. Start with {@link
 * dev.hibernateext.it.fault.ServerKillIT}.
 */
@NullMarked
package dev.hibernateext.it.fault;

import org.jspecify.annotations.NullMarked;
