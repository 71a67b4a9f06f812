/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.CacheRelationException;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.cache.Ledger.Booking;
import dev.hibernateext.it.cache.Ledger.Declared;
import dev.hibernateext.it.cache.Ledger.Total;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.Map;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What triggers write behind an entity is not found in the cache any more once it is declared. */
@HibernateExtTest(
        entities = {Booking.class, Declared.class, Total.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class DeclaredRelationsIT {

    private static final String BOOKING = CacheSettings.ALSO_WRITES + Booking.class.getName();

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    DeclaredRelationsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        Ledger.install(scope);
        scope.inTransaction(session -> {
            session.persist(new Total());
            session.persist(new Booking(1));
            session.persist(new Declared(1));
        });
    }

    @ParameterizedTest
    @EnumSource
    void endWhatAnAnnotationTells(Way way) {
        var before = read(scope);

        way.write(scope, "Declared", "amount");

        assertThat(read(scope)).isGreaterThan(before).isEqualTo(fresh());
        assertThat(found(scope)).isEqualTo(fresh());
    }

    @ParameterizedTest
    @EnumSource
    void endWhatASettingTells(Way way) {
        try (var told = scope.openAnother(settings -> settings.put(BOOKING, "total"))) {
            var before = read(told);

            way.write(told, "Booking", "note");

            assertThat(read(told)).isGreaterThan(before).isEqualTo(fresh());
            assertThat(found(told)).isEqualTo(fresh());
        }
    }

    @ParameterizedTest
    @EnumSource
    void areStaleWhereNobodyTellsThem(Way way) {
        var before = read(scope);

        way.write(scope, "Booking", "amount");

        assertThat(read(scope)).isEqualTo(before).isLessThan(fresh());
        assertThat(found(scope)).isEqualTo(before);
    }

    /** Although the trigger does otherwise. */
    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "HQL"})
    void leaveThemWhenOtherAttributesAreWritten(Way way) {
        var before = read(scope);
        statements.clear();

        way.write(scope, "Declared", "note");

        assertThat(read(scope)).isEqualTo(before);
    }

    @Test
    void takeAttributesInSettings() {
        try (var told = scope.openAnother(settings -> settings.put(BOOKING + ".amount", "Total"))) {
            var before = read(told);

            Way.HQL.write(told, "Booking", "note");
            assertThat(read(told)).isEqualTo(before);

            Way.HQL.write(told, "Booking", "amount");
            assertThat(read(told)).isEqualTo(fresh());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev.hibernateext.it.cache.Ledger$Bookin, Total, 'entity dev.hibernateext.it.cache.Ledger$Bookin,', Ledger$Booking",
        "dev.hibernateext.it.cache.Ledger$Booking.amout, Total, attribute amout of, amount",
        "Booking.amount, Totall, table Totall, total",
        "Booking, 'Total, totals', table totals, total",
        "Booking, ' , ', names nothing, Name an entity or a table"
    })
    void refuseWhatIsNotMapped(String entity, String written, String what, String near) {
        var key = CacheSettings.ALSO_WRITES + entity;

        assertThatThrownBy(() -> scope.openAnother(settings -> settings.putAll(Map.of(key, written)))
                        .close())
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, CacheRelationException.class))
                        .hasMessageContaining(key)
                        .hasMessageContaining(what)
                        .hasMessageContaining(near)
                        .extracting(CacheRelationException::where)
                        .isEqualTo(key));
    }

    private static int read(SessionFactoryScope in) {
        found(in);
        return in.fromTransaction(session -> session.createSelectionQuery("select amount from Total", Integer.class)
                .setCacheable(true)
                .getSingleResult());
    }

    private static int found(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.find(Total.class, 1).amount);
    }

    private int fresh() {
        return scope.fromTransaction(session -> session.createNativeQuery("select amount from Total", Integer.class)
                .getSingleResult());
    }

    /** How a booking is written. */
    enum Way {
        INSERT,
        UPDATE,
        DELETE,
        HQL,
        NATIVE,
        STATELESS;

        void write(SessionFactoryScope in, String entity, String attribute) {
            if (this == STATELESS) {
                in.inStatelessTransaction(session -> session.update(changed(session, entity, attribute)));
                return;
            }
            in.inTransaction(session -> {
                switch (this) {
                    case INSERT -> session.persist(entity.equals("Booking") ? new Booking(2) : new Declared(2));
                    case UPDATE -> changed(session, entity, attribute);
                    case DELETE -> session.remove(any(session, entity));
                    case HQL ->
                        session.createMutationQuery(update(entity, attribute)).executeUpdate();
                    default ->
                        session.createNativeMutationQuery(update(entity, attribute))
                                .executeUpdate();
                }
            });
        }

        private static String update(String entity, String attribute) {
            return "update %s set %s = 7".formatted(entity, attribute).replace("note = 7", "note = 'new'");
        }

        private static Object any(SharedSessionContract session, String entity) {
            return session.createSelectionQuery("from " + entity, Object.class).getSingleResult();
        }

        private static Object changed(SharedSessionContract session, String entity, String attribute) {
            var any = any(session, entity);
            var isAmount = attribute.equals("amount");
            if (any instanceof Booking booking) {
                booking.amount = isAmount ? 7 : 0;
                booking.note = isAmount ? "" : "new";
            } else if (any instanceof Declared declared) {
                declared.amount = isAmount ? 7 : 0;
                declared.note = isAmount ? "" : "new";
            }
            return any;
        }
    }
}
