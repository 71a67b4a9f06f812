/**
 * Repositories that do not block their caller: each call in a session and transaction of its own, on a bounded executor. Start
 * with {@link dev.hibernateext.repository.async.AsyncSessions}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.async;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
