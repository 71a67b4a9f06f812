/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.jspecify.annotations.Nullable;

/** Does with every entity of a model what applications do; the data source writes down what reaches the database. */
final class ModelExercise {

    private final SessionFactoryImplementor factory;
    private final Transcript transcript;
    private final SampleInstances samples;
    private final List<EntityType<?>> entities;

    ModelExercise(SessionFactory factory, Transcript transcript) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        this.transcript = transcript;
        this.samples = new SampleInstances(factory);
        this.entities = factory.getMetamodel().getEntities().stream()
                .sorted(Comparator.comparing(EntityType<?>::getName))
                .<EntityType<?>>map(entity -> entity)
                .toList();
    }

    void run() {
        transcript.heading("entities " + entities.size());
        entities.forEach(this::prepared);
        entities.forEach(this::queried);
        entities.stream().filter(ModelExercise::isConcrete).forEach(this::stored);
    }

    private static boolean isConcrete(EntityType<?> entity) {
        return !Modifier.isAbstract(entity.getJavaType().getModifiers());
    }

    private void prepared(EntityType<?> entity) {
        transcript.heading("static " + entity.getName());
        var persister = factory.getMappingMetamodel().getEntityDescriptor(entity.getJavaType());
        operations("insert", persister.getInsertCoordinator().getStaticMutationOperationGroup());
        operations("update", persister.getUpdateCoordinator().getStaticMutationOperationGroup());
        operations("merge", persister.getMergeCoordinator().getStaticMutationOperationGroup());
        operations("delete", persister.getDeleteCoordinator().getStaticMutationOperationGroup());
    }

    private void operations(String kind, @Nullable MutationOperationGroup group) {
        for (var i = 0; group != null && i < group.getNumberOfOperations(); i++) {
            var sql = group.getOperation(i) instanceof PreparableMutationOperation prepared
                    ? prepared.getSqlString()
                    : group.getOperation(i).getClass().getName();
            transcript.line(kind + " " + sql);
        }
    }

    private void queried(EntityType<?> entity) {
        var name = entity.getName();
        transcript.heading("hql " + name);
        attempt(session ->
                session.createSelectionQuery("from " + name, Object.class).getResultList());
        attempt(session -> session.createSelectionQuery("select count(*) from " + name, Long.class)
                .getSingleResult());
        attempt(session -> session.createMutationQuery("delete from " + name).executeUpdate());
        basicAttribute(entity).ifPresent(attribute -> attempt(session -> updated(session, name, attribute)));
        attempt(session -> criteria(session, entity.getJavaType()));
    }

    private static void updated(Session session, String name, String attribute) {
        session.createSelectionQuery(
                        "from %s e where e.%s is not null order by e.%2$s".formatted(name, attribute), Object.class)
                .setMaxResults(3)
                .getResultList();
        session.createMutationQuery("update %s e set e.%s = e.%2$s".formatted(name, attribute))
                .executeUpdate();
    }

    private static <T> void criteria(Session session, Class<T> type) {
        var query = session.getCriteriaBuilder().createQuery(type);
        query.from(type);
        session.createSelectionQuery(query).getResultList();
        session.createMutationQuery(deletion(session, type)).executeUpdate();
    }

    private static <T> jakarta.persistence.criteria.CriteriaDelete<T> deletion(Session session, Class<T> type) {
        var delete = session.getCriteriaBuilder().createCriteriaDelete(type);
        delete.from(type);
        return delete;
    }

    private static Optional<String> basicAttribute(EntityType<?> entity) {
        return entity.getSingularAttributes().stream()
                .filter(attribute -> !attribute.isId() && !attribute.isVersion())
                .filter(attribute -> attribute.getPersistentAttributeType() == Attribute.PersistentAttributeType.BASIC)
                .map(SingularAttribute::getName)
                .min(Comparator.naturalOrder());
    }

    private void stored(EntityType<?> entity) {
        transcript.heading("session " + entity.getName());
        attempt(session -> lifeInSession(session, entity));
        attempt(session -> removedByReference(session, entity));
        transcript.heading("stateless " + entity.getName());
        attemptStateless(session -> lifeInStatelessSession(session, entity));
        attemptStateless(session -> upserted(session, entity));
    }

    private void lifeInSession(Session session, EntityType<?> type) {
        var instances = samples.of(type);
        instances.forEach(session::persist);
        session.flush();
        var id = session.getIdentifier(last(instances));
        session.clear();

        var found = session.find(type.getJavaType(), id);
        var changed = samples.change(type, found);
        session.flush();
        session.refresh(found);
        session.remove(found);
        session.flush();
        transcript.line("lived, " + (changed ? "changed" : "nothing to change"));
    }

    /** Hibernate loads nothing for it, unless something listens to deletes. */
    private void removedByReference(Session session, EntityType<?> type) {
        var instances = samples.of(type);
        instances.forEach(session::persist);
        session.flush();
        var id = session.getIdentifier(last(instances));
        session.clear();

        session.remove(session.getReference(type.getJavaType(), id));
        session.flush();
        transcript.line("removed by reference");
    }

    private void lifeInStatelessSession(StatelessSession session, EntityType<?> type) {
        var instances = samples.of(type);
        instances.forEach(session::insert);
        var id = session.getIdentifier(last(instances));

        var found = session.get(type.getJavaType(), id);
        samples.change(type, found);
        session.update(found);
        session.delete(found);
        transcript.line("lived");
    }

    private void upserted(StatelessSession session, EntityType<?> type) {
        var instances = samples.of(type);
        instances.forEach(session::insert);
        samples.change(type, last(instances));
        session.upsert(last(instances));
    }

    private static Object last(List<Object> instances) {
        return instances.get(instances.size() - 1);
    }

    /** What cannot be done must be impossible in the same way in each run. */
    private void attempt(Consumer<Session> work) {
        try (var session = factory.openSession()) {
            session.beginTransaction();
            failing(() -> work.accept(session));
            session.getTransaction().rollback();
        }
    }

    private void attemptStateless(Consumer<StatelessSession> work) {
        try (var session = factory.openStatelessSession()) {
            session.beginTransaction();
            failing(() -> work.accept(session));
            session.getTransaction().rollback();
        }
    }

    private void failing(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException
                | StackOverflowError e) { // Some composite keys of Keycloak hold proxies of themselves.
            transcript.line("failed " + e);
        }
    }
}
