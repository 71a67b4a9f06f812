/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The samples of the guide, and hooks beside the second-level cache and Jakarta Persistence callbacks. */
@HibernateExtTest(
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class HookSamplesIT {

    private final List<HookRegistration> registrations = new ArrayList<>();

    @AfterEach
    void closeHooks() {
        registrations.forEach(HookRegistration::close);
    }

    @Test
    void keepsTheTotalOfASentInvoice(SessionFactoryScope scope) {
        registrations.add(keepTotals(scope.factory()));
        scope.inTransaction(session -> session.persist(new Invoice(1, 10, true)));

        scope.inTransaction(session -> {
            session.find(Invoice.class, 1).total = 20;
            assertThatThrownBy(session::flush)
                    .isInstanceOf(HookVetoException.class)
                    .hasMessageContaining("a sent invoice keeps its total");
            session.getTransaction().rollback();
            session.getTransaction().begin();
        });
    }

    private static HookRegistration keepTotals(SessionFactory factory) {
        return Hooks.of(factory).on(Invoice.class).beforeUpdate(invoice -> {
            if (invoice.isChanged("total") && invoice.entity().sent) {
                throw HookVetoException.because("a sent invoice keeps its total", invoice);
            }
        });
    }

    @Test
    void cachesWhatAHookSet(SessionFactoryScope scope, StatementRecorder recorder) {
        registrations.add(stripReferences(scope.factory()));
        scope.inTransaction(session -> session.persist(new Invoice(1, 10, false).referring("  a ")));
        assertCached(scope, recorder, "a");

        scope.inTransaction(session -> session.find(Invoice.class, 1).referring(" b"));
        assertCached(scope, recorder, "b");
    }

    private static void assertCached(SessionFactoryScope scope, StatementRecorder recorder, String reference) {
        recorder.clear();
        scope.inTransaction(
                session -> assertThat(session.find(Invoice.class, 1).reference).isEqualTo(reference));
        recorder.assertCount(StatementKind.SELECT, 0);
        scope.factory().getCache().evictAllRegions();
        scope.inTransaction(session -> {
            assertThat(session.find(Invoice.class, 1).reference).isEqualTo(reference);
            session.flush();
        });
        recorder.assertCount(StatementKind.SELECT, 1).assertCount(StatementKind.UPDATE, 0);
    }

    private static HookRegistration stripReferences(SessionFactory factory) {
        return Hooks.of(factory).on(Invoice.class).beforeSave(invoice -> {
            var reference = (String) invoice.value("reference");
            if (reference != null) {
                invoice.set("reference", reference.strip());
            }
        });
    }

    @Test
    void refusesBulkUpdatesOfInvoices(SessionFactoryScope scope) {
        var executed = new ArrayList<String>();
        registrations.add(refuseBulkUpdates(scope.factory()));
        registrations.add(auditBulk(scope.factory(), executed));
        scope.inTransaction(session -> session.persist(new Invoice(1, 10, true)));

        scope.inTransaction(session -> {
            var update = session.createMutationQuery("update Invoice set total = 0");
            assertThatThrownBy(update::executeUpdate)
                    .isInstanceOf(HookVetoException.class)
                    .hasMessageContaining("invoices are changed one by one");
            session.createMutationQuery("delete Invoice").executeUpdate();
        });

        assertThat(executed).containsExactly("DELETE ENTITY: 1 rows");
    }

    private static HookRegistration refuseBulkUpdates(SessionFactory factory) {
        return Hooks.of(factory).on(Invoice.class).beforeBulk(bulk -> {
            if (bulk.statement().kind() == BulkStatement.Kind.UPDATE) {
                throw HookVetoException.because("invoices are changed one by one", bulk);
            }
        });
    }

    private static HookRegistration auditBulk(SessionFactory factory, List<String> log) {
        return Hooks.of(factory)
                .on(Invoice.class)
                .afterBulk(change -> log.add(change.statement() + ": " + change.rowCount() + " rows"));
    }

    @Test
    void leavesAnImportAlone(SessionFactoryScope scope) {
        registrations.add(stripReferences(scope.factory()));

        scope.inTransaction(session -> {
            try (var off = HibernateExt.of(session).without(Feature.HOOK)) {
                importRows(session);
                session.flush();
            }
        });

        scope.inTransaction(
                session -> assertThat(session.find(Invoice.class, 7).reference).isEqualTo(" as it is "));
    }

    private static void importRows(Session session) {
        session.persist(new Invoice(7, 1, true).referring(" as it is "));
    }

    @Test
    void runsBesideJakartaPersistenceCallbacks(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Listened.class);
        registrations.add(hooks.beforeSave(write -> write.entity().calls.add("before hook")));
        registrations.add(hooks.afterSave(write -> write.entity().calls.add("after hook")));

        scope.inTransaction(session -> {
            var listened = new Listened(1);
            session.persist(listened);
            session.flush();
            assertThat(listened.calls).containsExactly("PrePersist", "before hook", "PostPersist", "after hook");

            listened.calls.clear();
            listened.text = "changed";
            session.flush();
            assertThat(listened.calls).containsExactly("PreUpdate", "before hook", "PostUpdate", "after hook");
        });
    }

    @Entity(name = "Invoice")
    @Cacheable
    static class Invoice {
        @Id
        int id;

        int total;

        boolean sent;

        @Nullable
        String reference;

        Invoice() {}

        Invoice(int id, int total, boolean sent) {
            this.id = id;
            this.total = total;
            this.sent = sent;
        }

        Invoice referring(String to) {
            reference = to;
            return this;
        }
    }

    @Entity
    static class Listened {
        @Id
        int id;

        @Nullable
        String text;

        @Transient
        List<String> calls = new ArrayList<>();

        Listened() {}

        Listened(int id) {
            this.id = id;
        }

        @PrePersist
        void prePersist() {
            calls.add("PrePersist");
        }

        @PostPersist
        void postPersist() {
            calls.add("PostPersist");
        }

        @PreUpdate
        void preUpdate() {
            calls.add("PreUpdate");
        }

        @PostUpdate
        void postUpdate() {
            calls.add("PostUpdate");
        }
    }
}
