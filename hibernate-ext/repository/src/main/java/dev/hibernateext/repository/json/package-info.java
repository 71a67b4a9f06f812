/**
 * JSON that clients send, read within limits. Needs Jackson's core; start with {@link
 * dev.hibernateext.repository.json.JsonText}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.json;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
