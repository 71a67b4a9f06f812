/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.UpdatedBy;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities that {@code META-INF/brochure-orm.xml} maps: their classes have no annotation of Jakarta Persistence. */
class XmlMappingTest {

    private SessionFactory factory;

    @BeforeEach
    void start() {
        factory = new HibernatePersistenceConfiguration("xml")
                .jdbcUrl("jdbc:h2:mem:xml")
                .schemaToolingAction(Action.CREATE_DROP)
                .mappingFiles("META-INF/brochure-orm.xml")
                .createEntityManagerFactory();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void stampsAndVersionsByAMappedSuperclass() {
        as("ada", session -> session.persist(new Brochure(1)));
        as("bob", session -> session.find(Brochure.class, 1).text = "new");
        as(
                "eve",
                session -> session.createMutationQuery("update Brochure set text = 'bulk'")
                        .executeUpdate());

        factory.inTransaction(session -> {
            var stored = session.find(Brochure.class, 1);
            assertThat(stored.getCreatedBy()).isEqualTo("ada");
            assertThat(stored.getUpdatedBy()).isEqualTo("eve");
            assertThat(stored.getVersion()).isEqualTo(2);
        });
    }

    @Test
    void deletesAndRestoresWhatIsMappedInXmlAlone() {
        as("ada", session -> session.persist(new Catalogue(1)));
        as("bob", session -> session.remove(session.find(Catalogue.class, 1)));

        factory.inTransaction(
                session -> assertThat(session.find(Catalogue.class, 1)).isNull());
        factory.inTransaction(session -> Trash.of(session, Catalogue.class).restore(1));
        factory.inTransaction(session ->
                assertThat(session.find(Catalogue.class, 1).getCreatedBy()).isEqualTo("ada"));
    }

    @Test
    void stampsAttributesThatAreAnnotated() {
        as("ada", session -> session.persist(new Voucher(1)));
        as("bob", session -> session.find(Voucher.class, 1).text = "new");

        factory.inTransaction(session -> {
            var stored = session.find(Voucher.class, 1);
            assertThat(stored.writtenBy).isEqualTo("bob");
            assertThat(stored.edition).isEqualTo(1);
        });
    }

    private void as(String actor, Consumer<Session> work) {
        Contexts.run(Context.ofActor(actor), () -> factory.inTransaction(work));
    }

    static class Brochure extends AuditedEntity {
        int id;

        @Nullable
        String text;

        Brochure() {}

        Brochure(int id) {
            this.id = id;
        }
    }

    static class Catalogue extends SoftDeletableEntity {
        int id;

        @Nullable
        String text;

        Catalogue() {}

        Catalogue(int id) {
            this.id = id;
        }
    }

    static class Voucher {
        int id;

        int edition;

        @Nullable
        String text;

        @UpdatedBy
        @Nullable
        String writtenBy;

        Voucher() {}

        Voucher(int id) {
            this.id = id;
        }
    }
}
