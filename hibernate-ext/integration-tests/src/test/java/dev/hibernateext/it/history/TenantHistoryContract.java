/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants in the same tables: each reads the history of its own rows, whichever way it asks. */
abstract class TenantHistoryContract {

    private static final HistoryRequest ALL = HistoryRequest.oldest(1_000);
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    SessionFactoryScope scope;

    /** What red has written: three revisions of a memo, and one of a memo whose id blue has taken over. */
    @BeforeEach
    void write(SessionFactoryScope given) {
        scope = given;
        as("red", session -> {
            session.persist(newMemo(1, "red"));
            session.persist(newMemo(2, "red"));
            return true;
        });
        as("red", session -> {
            var memo = session.find(memos(), 1);
            memo.text = "red again";
            memo.words().add("red");
            session.remove(session.find(memos(), 2));
            return true;
        });
        as("blue", session -> {
            session.persist(newMemo(2, "blue"));
            session.persist(newMemo(3, "blue"));
            return true;
        });
    }

    final <R> R as(String tenant, Function<Session, R> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            var transaction = session.beginTransaction();
            try {
                var result = work.apply(session);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    final <R> R history(String tenant, int id, Function<EntityHistory<? extends TenantMemo>, R> work) {
        return as(tenant, session -> work.apply(History.of(session, memos(), id)));
    }

    private List<HistoryEntry> timeline(String tenant, int id) {
        return history(tenant, id, history -> history.timeline(ALL).items());
    }

    @Test
    void readsTheOwnHistory() {
        assertThat(timeline("red", 1)).hasSize(2);
        var last = timeline("red", 1).get(1).revision();

        var found1 = history("red", 1, history -> history.at(last.number()).orElseThrow().text);
        assertThat(found1).isEqualTo("red again");
        var found2 = history(
                "red", 1, history -> Set.copyOf(history.at(END).orElseThrow().words()));
        assertThat(found2).containsExactly("red");
        var found3 =
                as("red", session -> History.ofType(session, memos()).page(ALL)).items();
        assertThat(found3).extracting(HistoryEntry::id).contains(1, 2).doesNotContain(3);
    }

    @Test
    void findsNothingOfOthers() {
        var foreign = timeline("red", 1).get(1).revision();

        assertThat(timeline("blue", 1)).isEmpty();
        var found4 = history("blue", 1, history -> history.at(foreign.number()).isPresent());
        assertThat(found4).isFalse();
        var found5 = history("blue", 1, history -> history.at(END).isPresent());
        assertThat(found5).isFalse();
        var found6 =
                history("blue", 1, history -> history.diff(0, foreign.number()).changes());
        assertThat(found6).isEmpty();
        var found7 =
                history("blue", 1, history -> history.diff(Instant.EPOCH, END).changes());
        assertThat(found7).isEmpty();
        var found8 = history(
                "blue", 1, history -> history.between(Instant.EPOCH, END, ALL).items());
        assertThat(found8).isEmpty();
        var found9 =
                history("blue", 1, history -> history.whoChanged("text", ALL).items());
        assertThat(found9).isEmpty();
        var found10 =
                history("blue", 1, history -> history.whoChanged("words", ALL).items());
        assertThat(found10).isEmpty();
    }

    @Test
    void findsNothingOfOthersInTypes() {
        var all = as("blue", session -> History.ofType(session, memos()).page(ALL))
                .items();
        var changed = as(
                        "blue",
                        session -> History.ofType(session, memos())
                                .changing("text")
                                .page(ALL))
                .items();
        var between = as(
                        "blue",
                        session -> History.ofType(session, memos())
                                .between(Instant.EPOCH, END)
                                .page(ALL))
                .items();

        assertThat(List.of(all, changed, between))
                .allSatisfy(
                        found -> assertThat(found).extracting(HistoryEntry::id).containsExactlyInAnyOrder(2, 3));
    }

    /** The same id, once red's and once blue's: neither learns what the other had there. */
    @Test
    void tellsTwoLivesOfOneIdApart() {
        var blue = timeline("blue", 2);

        assertThat(blue).extracting(HistoryEntry::kind).containsExactly(RevisionKind.CREATED);
        assertThat(blue.get(0).changed()).contains("text");
        var found11 =
                history("blue", 2, history -> history.diff(Instant.EPOCH, END).of("text"));
        assertThat(found11).contains(new OfValue("text", null, "blue"));
        var found12 = history("red", 2, history -> history.at(END).isPresent());
        assertThat(found12).isFalse();
    }

    @Test
    void knowsWhoseADeleteWas() {
        var found1 = history(
                "red", 2, history -> history.timeline(HistoryRequest.oldest(10)).items());
        assertThat(found1).extracting(HistoryEntry::kind).containsExactly(RevisionKind.CREATED, RevisionKind.DELETED);
        var found2 = history(
                "blue",
                2,
                history -> history.timeline(HistoryRequest.oldest(10)).items());
        assertThat(found2).extracting(HistoryEntry::kind).containsExactly(RevisionKind.CREATED);
    }

    /** Whether revisions tell the actor and the operation. */
    boolean keepsContext() {
        return false;
    }

    /** Of each method: red finds its memo, so that the question is one; blue does not. */
    @Test
    void findsNothingOfOthersByAnyMethod() {
        Contexts.run(
                Context.ofActor(HistoryLeaks.ACTOR).withOperation(HistoryLeaks.OPERATION),
                () -> as("red", session -> session.find(memos(), 1).text = "red operated"));
        var leaks =
                new HistoryLeaks(memos(), timeline("red", 1).get(2).revision().number());

        assertThat(leaks.cases()).allSatisfy((method, ask) -> {
            var own = as("red", session -> HistoryLeaks.ask(ask, session));
            var foreign = as("blue", session -> HistoryLeaks.ask(ask, session));
            assertThat(own.isEmpty()).as(method).isEqualTo(!keepsContext() && HistoryLeaks.OF_CONTEXT.contains(method));
            assertThat(foreign).as(method).isEmpty();
        });
    }

    /** A method that is new has to be asked as well. */
    @Test
    void asksEveryMethodThereIs() {
        assertThat(new HistoryLeaks(memos(), 1).cases().keySet()).containsExactlyElementsOf(HistoryLeaks.methods());
    }

    /** The blade: what the same questions find that are not confined. */
    @Test
    void leaksWithoutTheTenantInTheStatement() {
        List<?> texts = as("blue", this::unconfined);

        assertThat(texts).extracting(memo -> ((TenantMemo) memo).text).contains("red", "red again");
    }

    /** All rows of history there are. */
    List<?> unconfined(Session session) {
        return AuditReaderFactory.get(session)
                .createQuery()
                .forRevisionsOfEntity(memos(), true, true)
                .getResultList();
    }

    Class<? extends TenantMemo> memos() {
        return Memo.class;
    }

    TenantMemo newMemo(int id, String text) {
        return new Memo(id, text);
    }

    @MappedSuperclass
    abstract static class TenantMemo {

        @Id
        int id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Version
        @Nullable
        Long version;

        @Nullable
        String text;

        TenantMemo() {}

        TenantMemo(int id, String text) {
            this.id = id;
            this.text = text;
        }

        abstract Set<String> words();
    }

    @Entity(name = "Memo")
    @Audited
    @AuditOverride(forClass = TenantMemo.class)
    static class Memo extends TenantMemo {

        @ElementCollection
        Set<String> words = new HashSet<>();

        Memo() {}

        Memo(int id, String text) {
            super(id, text);
        }

        @Override
        Set<String> words() {
            return words;
        }
    }
}
