/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import org.junit.jupiter.api.Test;

/** What {@link StatelessQueryCacheIT} shows is not so where capture is switched off, as in stock Hibernate. */
@HibernateExtTest(
        entities = Reader.class,
        settings = {
            @Setting(name = "hibernate.ext.change.enabled", value = "false"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true"),
            @Setting(name = "hibernate.cache.use_second_level_cache", value = "true"),
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class StaleQueryCacheTest {

    @Test
    void isStaleAfterStatelessInsert(SessionFactoryScope scope) {
        assertThat(StatelessQueryCacheIT.names(scope)).isEmpty();

        scope.inStatelessTransaction(session -> session.insert(new Reader(1, "Ada")));

        assertThat(StatelessQueryCacheIT.names(scope)).isEmpty();
    }
}
