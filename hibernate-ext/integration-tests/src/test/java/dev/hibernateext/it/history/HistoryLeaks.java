/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryPage;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.HistoryTenantException;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.StateDiff;
import dev.hibernateext.history.StateMissingException;
import dev.hibernateext.history.TypeHistory;
import dev.hibernateext.history.picture.HistoryPicture;
import dev.hibernateext.it.history.TenantHistoryContract.TenantMemo;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;

/** Each public method of histories, asked for the memo with the id 1: what it finds of it, as text, or nothing. */
final class HistoryLeaks {

    static final OperationId OPERATION = OperationId.random();
    static final String ACTOR = "ada";

    private static final int FOREIGN = 1;
    private static final HistoryRequest ALL = HistoryRequest.oldest(1_000);
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<Class<?>> TYPES =
            List.of(History.class, EntityHistory.class, TypeHistory.class, HistoryPicture.class);

    /** What only revisions with a context can tell. */
    static final Set<String> OF_CONTEXT = Set.of(
            "History.ofOperation(EntityManager,OperationId)",
            "History.ofOperation(StatelessSession,OperationId)",
            "TypeHistory.by(String)",
            "TypeHistory.in(OperationId)");

    private final Class<? extends TenantMemo> type;
    private final long revision;

    /** The entity of memos, and the number of a revision of the memo. */
    HistoryLeaks(Class<? extends TenantMemo> type, long revision) {
        this.type = type;
        this.revision = revision;
    }

    /** The methods there are. */
    static Set<String> methods() {
        return TYPES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(HistoryLeaks::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Method method) {
        var parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
        return method.getDeclaringClass().getSimpleName() + '.' + method.getName() + parameters;
    }

    /** By the name of the method, what it finds. */
    Map<String, Function<Session, String>> cases() {
        var cases = new TreeMap<String, Function<Session, String>>();
        cases.put(
                "History.of(EntityManager,Class,Object)",
                session ->
                        text(History.of((EntityManager) session, type, FOREIGN).timeline()));
        cases.put(
                "History.of(Session,Class,Object)",
                session -> text(memo(session).timeline()));
        cases.put(
                "History.ofOperation(EntityManager,OperationId)",
                session -> text(History.ofOperation(session, OPERATION)));
        cases.put("History.ofType(EntityManager,Class)", session -> text(memos(session)));
        addStateless(cases);
        addEntityHistory(cases);
        addTypeHistory(cases);
        addPictures(cases);
        return cases;
    }

    private void addStateless(Map<String, Function<Session, String>> cases) {
        cases.put(
                "History.of(StatelessSession,Class,Object)",
                stateless(session -> text(History.of(session, type, FOREIGN).timeline())));
        cases.put(
                "History.ofOperation(StatelessSession,OperationId)",
                stateless(session -> text(History.ofOperation(session, OPERATION))));
        cases.put("History.ofType(StatelessSession,Class)", stateless(session -> text(History.ofType(session, type))));
    }

    /** Asks in a stateless session of the same tenant. */
    private static Function<Session, String> stateless(Function<StatelessSession, String> question) {
        return session -> {
            var tenant = ((SessionImplementor) session).getTenantIdentifierValue();
            try (var asked = session.getSessionFactory()
                    .withStatelessOptions()
                    .tenantIdentifier(tenant)
                    .openStatelessSession()) {
                return question.apply(asked);
            }
        };
    }

    private void addEntityHistory(Map<String, Function<Session, String>> cases) {
        cases.put("EntityHistory.timeline()", session -> text(memo(session).timeline()));
        cases.put(
                "EntityHistory.timeline(HistoryRequest)",
                session -> text(memo(session).timeline(ALL)));
        cases.put(
                "EntityHistory.between(Instant,Instant,HistoryRequest)",
                session -> text(memo(session).between(Instant.EPOCH, END, ALL)));
        cases.put(
                "EntityHistory.whoChanged(String,HistoryRequest)",
                session -> text(memo(session).whoChanged("words", ALL)));
        cases.put(
                "EntityHistory.at(long)",
                session -> memo(session).at(revision).map(HistoryLeaks::text).orElse(""));
        cases.put(
                "EntityHistory.at(Instant)",
                session -> memo(session).at(END).map(HistoryLeaks::text).orElse(""));
        cases.put("EntityHistory.diff(long,long)", session -> text(memo(session).diff(0, revision)));
        cases.put(
                "EntityHistory.diff(Instant,Instant)",
                session -> text(memo(session).diff(Instant.EPOCH, END)));
        cases.put("EntityHistory.revert(long,ExpectedVersion)", this::reverted);
    }

    private String reverted(Session session) {
        try {
            return text(memo(session).revert(revision, ExpectedVersion.of(2)));
        } catch (StateMissingException e) {
            return "";
        }
    }

    private void addTypeHistory(Map<String, Function<Session, String>> cases) {
        cases.put("TypeHistory.page(HistoryRequest)", session -> text(memos(session)));
        cases.put(
                "TypeHistory.between(Instant,Instant)",
                session -> text(memos(session).between(Instant.EPOCH, END)));
        cases.put("TypeHistory.by(String)", session -> text(memos(session).by(ACTOR)));
        cases.put("TypeHistory.in(OperationId)", session -> text(memos(session).in(OPERATION)));
        cases.put(
                "TypeHistory.of(RevisionKind,RevisionKind[])",
                session -> text(memos(session).of(RevisionKind.CREATED, RevisionKind.UPDATED)));
        cases.put("TypeHistory.deleted()", session -> text(memos(session).deleted()));
        cases.put("TypeHistory.changing(String)", session -> text(memos(session).changing("text")));
    }

    private void addPictures(Map<String, Function<Session, String>> cases) {
        cases.put(
                "HistoryPicture.of(String,List)",
                session -> marks(timeline(session).text()));
        cases.put(
                "HistoryPicture.of(String,StateDiff)",
                session -> marks(difference(session).text()));
        cases.put("HistoryPicture.text()", session -> marks(difference(session).text()));
        cases.put("HistoryPicture.html()", session -> marks(difference(session).html()));
    }

    private HistoryPicture timeline(Session session) {
        return HistoryPicture.of("", memo(session).timeline().items());
    }

    private HistoryPicture difference(Session session) {
        return HistoryPicture.of("", memo(session).diff(0, revision));
    }

    /** What a picture shows of the memo: its entity or its text. */
    private static String marks(String picture) {
        return Stream.of("Memo", "red").filter(picture::contains).collect(Collectors.joining());
    }

    private EntityHistory<? extends TenantMemo> memo(Session session) {
        return History.of(session, type, FOREIGN);
    }

    private TypeHistory memos(Session session) {
        return History.ofType(session, type);
    }

    private static String text(TypeHistory history) {
        return text(history.page(ALL));
    }

    private static String text(HistoryPage page) {
        return text(page.items());
    }

    /** Of the red memos: the one with the id 1, and the one red deleted. */
    private static String text(List<HistoryEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.id().equals(FOREIGN) || entry.kind() == RevisionKind.DELETED)
                .map(HistoryEntry::toString)
                .collect(Collectors.joining());
    }

    private static String text(TenantMemo memo) {
        return memo.text + memo.words();
    }

    private static String text(StateDiff diff) {
        return diff.changes().stream()
                .map(change -> change instanceof OfElements elements
                        ? elements.added().toString() + elements.removed()
                        : String.valueOf(((OfValue) change).after()))
                .collect(Collectors.joining());
    }

    /** Where revisions have no context, nobody finds anything by it, nor by an operation in entities that do not say whose they are. */
    static String ask(Function<Session, String> method, Session session) {
        try {
            return method.apply(session);
        } catch (NotRecordedException | HistoryTenantException e) {
            return "";
        }
    }
}
