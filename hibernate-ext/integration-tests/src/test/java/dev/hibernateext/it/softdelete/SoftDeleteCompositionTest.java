/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.exception.SQLGrammarException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What of {@link SoftDeleteCompositionIT} Hibernate's own {@code @SoftDelete} refuses or loses. {@link StockDefectsTest} shows the
 * rest: lazy references are refused, versions are not raised, foreign keys are lost, deleted elements counted. A test that fails here tells that Hibernate has mended something.
 */
@HibernateExtTest
class SoftDeleteCompositionTest {

    @Test
    void failsToJoinElementsOfAJoinedSubclass(SessionFactoryScope scope) {
        scope.inTransaction(session -> assertThat(catchThrowable(
                        () -> session.createSelectionQuery("select count(o) from Catalog c join c.opera o", Long.class)
                                .getSingleResult()))
                .isInstanceOf(SQLGrammarException.class));
    }

    @Entity(name = "Catalog")
    static class Catalog {

        @Id
        int id = 1;

        @OneToMany(mappedBy = "catalog")
        Set<OwnOpus> opera = new HashSet<>();
    }

    @Entity(name = "OwnWork")
    @Inheritance(strategy = InheritanceType.JOINED)
    @SoftDelete
    abstract static class OwnWork {

        @Id
        int id = 1;
    }

    @Entity(name = "OwnOpus")
    static class OwnOpus extends OwnWork {

        @ManyToOne
        @Nullable
        Catalog catalog;
    }
}
