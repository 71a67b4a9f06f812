/**
 * Attributes named by a path, such as {@code album.artist.name}, and sorts made of them: what filters and pages have in
 * common. Start with {@link dev.hibernateext.repository.attribute.Sort}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.attribute;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
