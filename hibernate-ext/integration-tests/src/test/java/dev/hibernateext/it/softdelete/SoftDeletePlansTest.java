/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.it.softdelete.Library.Account;
import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Award;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Deposit;
import dev.hibernateext.it.softdelete.Library.Genre;
import dev.hibernateext.it.softdelete.Library.Letter;
import dev.hibernateext.it.softdelete.Library.Medium;
import dev.hibernateext.it.softdelete.Library.Review;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.it.softdelete.Library.Shelf;
import dev.hibernateext.it.softdelete.Library.Tape;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that see no deleted rows write the SQL of their loaders and queries once; enabled filters would do it each time. */
@HibernateExtTest(
        entities = {
            Author.class,
            Book.class,
            Genre.class,
            Letter.class,
            Award.class,
            Review.class,
            Library.Source.class,
            Secret.class,
            Shelf.class,
            Medium.class,
            Tape.class,
            Account.class,
            Deposit.class
        })
class SoftDeletePlansTest implements SettingsContributor {

    private static final AtomicInteger TRANSLATED = new AtomicInteger();

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(JdbcSettings.DIALECT, new CountingDialect());
    }

    @BeforeEach
    void persistAndDelete(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var author = new Author(1, "one");
            author.write(1, "a");
            author.tags.add("loud");
            session.persist(author);
            var gone = new Author(2, "two");
            session.persist(gone);
            var review = new Review(1);
            review.lazy = gone;
            review.eager = author;
            session.persist(review);
            var shelf = new Shelf(1);
            session.persist(shelf);
            session.persist(new Tape(1, shelf));
            session.persist(new Deposit(1));
        });
        scope.inTransaction(session -> session.remove(session.find(Author.class, 2)));
        scope.inTransaction(SoftDeletePlansTest::readEverything);
    }

    @Test
    void keepsLoadersAndQueriesOfDefaultSessions(SessionFactoryScope scope) {
        TRANSLATED.set(0);

        for (var i = 0; i < 3; i++) {
            scope.inTransaction(SoftDeletePlansTest::readEverything);
        }

        assertThat(TRANSLATED).hasValue(0);
    }

    @Test
    void keepsThemBesideAScope(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                readEverything(all);
            }
        });
        TRANSLATED.set(0);

        scope.inTransaction(SoftDeletePlansTest::readEverything);

        assertThat(TRANSLATED).hasValue(0);
    }

    @Test
    void wouldCountTheLoadersOfAScope(SessionFactoryScope scope) {
        TRANSLATED.set(0);

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertThat(all.find(Author.class, 2)).isNotNull();
            }
        });

        assertThat(TRANSLATED).hasPositiveValue();
    }

    /** No reference to a deleted row is followed, which is a scope of its own; and without loads by natural id and by many ids and statements that change rows, whose SQL Hibernate writes each time. */
    private static void readEverything(Session session) {
        var author = session.find(Author.class, 1);
        Hibernate.initialize(author.books);
        Hibernate.initialize(author.tags);
        Hibernate.initialize(author.genres);
        Hibernate.initialize(session.find(Review.class, 1).eager);
        Hibernate.initialize(session.find(Shelf.class, 1).media);
        Hibernate.initialize(session.find(Shelf.class, 1).tapes);
        session.find(Account.class, 1);
        session.refresh(author);
        session.createSelectionQuery("from Author a left join fetch a.books where size(a.genres) = 0", Author.class)
                .getResultList();
    }

    /** Counts the statements it translates. */
    public static final class CountingDialect extends H2Dialect {

        @Override
        public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
            return new CountingFactory(super.getSqlAstTranslatorFactory());
        }
    }

    private static final class CountingFactory extends StandardSqlAstTranslatorFactory {

        private final SqlAstTranslatorFactory delegate;

        private CountingFactory(SqlAstTranslatorFactory delegate) {
            this.delegate = delegate;
        }

        @Override
        public SqlAstTranslator<JdbcSelect> buildSelectTranslator(
                SessionFactoryImplementor factory, SelectStatement statement) {
            TRANSLATED.incrementAndGet();
            return delegate.buildSelectTranslator(factory, statement);
        }

        @Override
        public SqlAstTranslator<? extends JdbcOperationQueryMutation> buildMutationTranslator(
                SessionFactoryImplementor factory, MutationStatement statement) {
            TRANSLATED.incrementAndGet();
            return delegate.buildMutationTranslator(factory, statement);
        }
    }
}
