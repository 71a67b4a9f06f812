/** What the build promises about the tests themselves. Start with {@link dev.hibernateext.it.build.HibernateVersionTest}. */
@NullMarked
package dev.hibernateext.it.build;

import org.jspecify.annotations.NullMarked;
