/**
 * Pools of HikariCP from {@link dev.hibernateext.repository.pool.PoolSettings}, and back. The only package that needs HikariCP;
 * start with {@link dev.hibernateext.repository.pool.hikari.HikariPools}.
 */
@Incubating
@NullMarked
package dev.hibernateext.repository.pool.hikari;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
