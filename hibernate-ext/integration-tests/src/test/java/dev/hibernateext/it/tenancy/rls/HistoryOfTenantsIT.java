/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.tenancy.rls.RowLevelSecuritySettings;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.AuditReader;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.Audited;
import org.hibernate.envers.query.AuditEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tenants in rows read their own history of Envers and no other. The revisions themselves, a number and a time, are common to
 * all: whoever may not know how often others write gives them a {@link TenantId}, see the test of that.
 */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = HistoryOfTenantsIT.Memo.class)
class HistoryOfTenantsIT {

    private final SecuredDatabase secured;
    private final SessionFactory factory;

    HistoryOfTenantsIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.route(Map.of("org.hibernate.envers.store_data_at_delete", "true"), Memo.class);
    }

    /** What a tenant has written: one memo, in two revisions. */
    private record Written(Long id, List<Number> revisions) {}

    @BeforeEach
    void clear(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table Memo_AUD enable row level security"));
        }
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    private Written write(String tenant) {
        var id = as(tenant, session -> {
            var memo = new Memo();
            memo.text = tenant;
            memo.words.add(tenant);
            session.persist(memo);
            return memo.id;
        });
        as(tenant, session -> {
            session.find(Memo.class, id).text = tenant + " again";
            return true;
        });
        return new Written(id, revisions(tenant, id));
    }

    private <R> R as(String tenant, Function<Session, R> work) {
        return Ledger.as(tenant, () -> factory.fromTransaction(work));
    }

    private <R> R history(String tenant, Function<AuditReader, R> work) {
        return as(tenant, session -> work.apply(AuditReaderFactory.get(session)));
    }

    private List<Number> revisions(String tenant, Long id) {
        return history(tenant, reader -> reader.getRevisions(Memo.class, id));
    }

    @Test
    void readsTheOwnHistory() {
        var own = write("acme");

        assertThat(own.revisions()).hasSize(2);
        history("acme", reader -> {
            var first = reader.find(Memo.class, own.id(), own.revisions().get(0));
            assertThat(first.text).isEqualTo("acme");
            assertThat(first.words).containsExactly("acme");
            return true;
        });
    }

    @Test
    void findsNoHistoryOfOthers() {
        var foreign = write("bolt");
        var own = write("acme");

        history("acme", reader -> {
            assertThat(reader.getRevisions(Memo.class, foreign.id())).isEmpty();
            for (var revision : foreign.revisions()) {
                assertThat(reader.find(Memo.class, foreign.id(), revision)).isNull();
            }
            // the blade: the same questions about the own history
            assertThat(reader.find(Memo.class, own.id(), own.revisions().get(1)).text)
                    .isEqualTo("acme again");
            return true;
        });
    }

    @Test
    void queriesNoHistoryOfOthers() {
        write("bolt");
        write("acme");

        assertThat(textsOfRevisions("acme")).isNotEmpty().allMatch(text -> text.startsWith("acme"));
        assertThat(textsOfRevisions("bolt")).isNotEmpty().allMatch(text -> text.startsWith("bolt"));
    }

    @SuppressWarnings("unchecked")
    private List<String> textsOfRevisions(String tenant) {
        return history(
                tenant,
                reader -> reader.createQuery()
                        .forRevisionsOfEntity(Memo.class, false, true)
                        .addProjection(AuditEntity.property("text"))
                        .getResultList());
    }

    @Test
    void showsNothingModifiedByOthers() {
        var foreign = write("bolt").revisions().get(0);
        var own = write("acme").revisions().get(0);

        assertThat(modified("acme", foreign)).isEmpty();
        assertThat(modified("acme", own)).containsExactly("acme");
    }

    @SuppressWarnings("unchecked")
    private List<String> modified(String tenant, Number revision) {
        return history(
                tenant,
                reader -> reader.createQuery()
                        .forEntitiesModifiedAtRevision(Memo.class, revision)
                        .addProjection(AuditEntity.property("text"))
                        .getResultList());
    }

    @Test
    void keepsDeletesApart() {
        var foreign = write("bolt");
        as("bolt", session -> {
            session.remove(session.find(Memo.class, foreign.id()));
            return true;
        });

        assertThat(revisions("bolt", foreign.id())).hasSize(3);
        assertThat(revisions("acme", foreign.id())).isEmpty();
    }

    /** A revision of Envers has a number and a time, and no word of whose it is. */
    @Test
    void showsThatThereWasARevision() {
        var revision = write("bolt").revisions().get(0);

        Date date = history("acme", reader -> reader.getRevisionDate(revision));

        assertThat(date).isNotNull();
    }

    /** The blade: without the policy, history is everybody's. */
    @Test
    void leaksWithoutThePolicy(SessionFactoryScope scope) throws SQLException {
        var foreign = write("bolt");
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("alter table Memo_AUD disable row level security"));
        }

        assertThat(textsOfRevisions("acme")).contains("bolt", "bolt again");
        assertThat(modified("acme", foreign.revisions().get(0))).contains("bolt");
        assertThat(revisions("acme", foreign.id())).isNotEmpty();
    }

    @Test
    void refusesHistoryThatNothingKeepsApart() {
        for (var check : List.of("warn", "off")) {
            assertThatThrownBy(() -> secured.route(Map.of(RowLevelSecuritySettings.CHECK, check), Memo.class))
                    .satisfies(error -> assertThat(
                                    HibernateExtException.findIn(error, TenancyConfigurationException.class))
                            .hasMessageContaining("Memo_AUD")
                            .hasMessageContaining("row-level security"));
        }
    }

    /** What is common to all tenants has a history that is, too, and has to be said so; Envers offers no way to. */
    @Test
    void refusesTablesOfEnversThatFollowNoneOfTenants() {
        assertThatThrownBy(() -> secured.route(Map.of(), Memo.class, Price.class))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining("Price_AUD"));
    }

    @Entity(name = "Memo")
    @Audited
    static class Memo {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Nullable
        String text;

        @ElementCollection
        @CollectionTable(name = "memo_word")
        Set<String> words = new HashSet<>();
    }

    @Entity(name = "Price")
    @Audited
    @SharedAmongTenants
    static class Price {

        @Id
        @Nullable
        Long id;
    }
}
