/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.softdelete.ActiveUniqueKeys;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.UniqueWhenActive;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Formula;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema tools write for a key, and the mappings that cannot have one. */
class UniqueWhenActiveMappingTest {

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesToStartWith(List<Class<?>> entities, String element, String reason) {
        var failure = catchThrowable(
                () -> configuration(entities).buildSessionFactory().close());

        assertThat(HibernateExtException.findIn(failure, SoftDeleteMappingException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo("softdelete.mapping"))
                .satisfies(e -> assertThat(e.element()).endsWith(element))
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("Hard.code", "the entity is not soft-deletable", Hard.class),
                mistake("Unknown.nothing", "the entity has no attribute 'nothing'", Unknown.class),
                mistake("UnknownInside.code.inner", "no attribute 'code.inner'", UnknownInside.class),
                mistake("JoinedChild.code", "the deletion mark is in table", Joined.class, JoinedChild.class),
                mistake("InOtherTable.code", "'code' is in table other", InOtherTable.class),
                mistake("Computed.code", "computed by a formula", Computed.class),
                mistake("Identified.id", "a deleted row keeps its identifier", Identified.class),
                mistake("Collected.codes", "it is a collection", Collected.class),
                mistake("CollectedParts.parts.code", "rows of a collection", CollectedParts.class),
                mistake("Naming.code", "names others", Naming.class),
                mistake("Twice.code", "annotated twice", Twice.class),
                mistake("TwiceTheSame.code", "two indexes named", TwiceTheSame.class),
                mistake("PlainOnSubclass[]", "a whole hierarchy", Root.class, PlainOnSubclass.class),
                mistake("NamedUnion.code", "one index for each table", NamedUnion.class, NamedUnionChild.class),
                mistake("Clashing", "has a column row_active", Clashing.class),
                mistake("Referred.code", "refers to it", Referred.class, Referring.class));
    }

    private static Arguments mistake(String element, String reason, Class<?>... entities) {
        return Arguments.of(List.of(entities), element, reason);
    }

    @Test
    void refusesToStartOnADatabaseNobodyTriedItOn() {
        var failure = catchThrowable(() -> createScript(OracleDialect.class, "active", Target.class));

        assertThat(HibernateExtException.findIn(failure, SoftDeleteMappingException.class))
                .hasMessageContaining("OracleDialect")
                .hasMessageContaining("Use PostgreSQL, MariaDB or H2");
    }

    @Test
    void isAPartialIndexOnPostgresql() {
        assertThat(createScript(PostgreSQLDialect.class, "all", Target.class))
                .contains(
                        "create unique index target_code_active on Target (code) where deleted_at is null",
                        "create unique index both on Target (code, name) where deleted_at is null")
                .doesNotContain("row_active", "target_code unique");
    }

    @ParameterizedTest
    @MethodSource("databasesWithoutPartialIndex")
    void isAGeneratedColumnElsewhere(Class<?> dialect, String column) {
        assertThat(createScript(dialect, "all", Target.class))
                .contains(
                        column,
                        "create unique index target_code_active on Target (code, row_active)",
                        "create unique index both on Target (code, name, row_active)")
                .doesNotContain("target_code unique");
    }

    static Stream<Arguments> databasesWithoutPartialIndex() {
        var generated = "row_active tinyint generated always as (case when deleted_at is null then 1 end)";
        return Stream.of(
                Arguments.of(H2Dialect.class, generated + ","),
                Arguments.of(MariaDBDialect.class, generated + " stored,"));
    }

    @Test
    void printsItsMigrationForEachDatabase() {
        try (var factory = configuration(List.of(Target.class)).buildSessionFactory()) {
            var keys = ActiveUniqueKeys.of(factory);

            assertThat(keys.migration(new PostgreSQLDialect()))
                    .containsExactly(
                            "create unique index both on Target (code, name) where deleted_at is null",
                            "create unique index target_code_active on Target (code) where deleted_at is null",
                            "alter table if exists Target drop constraint if exists target_code");
            assertThat(keys.migration(new MariaDBDialect()))
                    .containsExactly(
                            "alter table if exists Target add column row_active tinyint generated always as (case when deleted_at is null then 1 end) stored",
                            "create unique index both on Target (code, name, row_active)",
                            "create unique index target_code_active on Target (code, row_active)",
                            "alter table if exists Target drop index if exists target_code");
            assertThat(keys.migration()).isEqualTo(keys.migration(new H2Dialect()));
            assertThatThrownBy(() -> keys.migration(new OracleDialect()))
                    .isInstanceOf(SoftDeleteMappingException.class);
        }
    }

    @Test
    void changesNoSchemaWithoutTheAnnotation() {
        for (var dialect : List.of(H2Dialect.class, PostgreSQLDialect.class, MariaDBDialect.class)) {
            var library = new Class<?>[] {
                Library.Author.class,
                Library.Book.class,
                Library.Genre.class,
                Library.Letter.class,
                Library.Award.class,
                Constrained.class
            };
            assertThat(createScript(dialect, "all", library))
                    .isEqualTo(createScript(dialect, "off", library))
                    .doesNotContain("row_active", "where deleted");
        }
    }

    @Test
    void replacesAllConstraintsOfSoftDeletableEntitiesIfASettingSaysSo() {
        assertThat(createScript(PostgreSQLDialect.class, "active", Constrained.class, PlainConstrained.class))
                .contains(
                        "create unique index pair_active on Constrained (first, last) where deleted_at is null",
                        "on Constrained (code) where deleted_at is null",
                        "create table PlainConstrained (code integer unique");
    }

    @Test
    void keepsTheColumnsOfReplacedConstraintsAndThePrimaryKeyAsTheyAre() {
        assertThat(createScript(H2Dialect.class, "active", Constrained.class))
                .contains("primary key (id)", "first varchar(255),", "last varchar(255),")
                .doesNotContain("constraint pair");
    }

    @Test
    void replacesTheUniqueColumnOfAOneToOne() {
        assertThat(createScript(H2Dialect.class, "all", Root.class, Single.class))
                .contains("on Single (root_id, row_active)")
                .doesNotContain("root_id integer unique");
    }

    /** The script Hibernate creates a schema with, without a connection. */
    private static String createScript(Class<?> dialect, String rows, Class<?>... entities) {
        var script = new StringWriter();
        var configuration = new Configuration()
                .setProperty(JdbcSettings.DIALECT, dialect.getName())
                .setProperty(JdbcSettings.ALLOW_METADATA_ON_BOOT, "false")
                .setProperty(SchemaToolingSettings.JAKARTA_HBM2DDL_SCRIPTS_ACTION, "create")
                .setProperty(CoreSettings.SOFT_DELETE_ENABLED, rows.equals("off") ? "false" : "true");
        if (!rows.equals("off")) {
            configuration.setProperty(CoreSettings.SOFT_DELETE_UNIQUE_ROWS, rows);
        }
        configuration.getProperties().put(SchemaToolingSettings.JAKARTA_HBM2DDL_SCRIPTS_CREATE_TARGET, script);
        List.of(entities).forEach(configuration::addAnnotatedClass);
        configuration.buildSessionFactory().close();
        return script.toString();
    }

    private static Configuration configuration(List<Class<?>> entities) {
        var configuration = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:unique-when-active-mapping")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        entities.forEach(configuration::addAnnotatedClass);
        return configuration;
    }

    @Entity
    @Table(name = "Target", uniqueConstraints = @UniqueConstraint(name = "target_code", columnNames = "code"))
    @UniqueWhenActive("code")
    @UniqueWhenActive(
            value = {"code", "name"},
            name = "both")
    static class Target extends SoftDeletableEntity {

        @Id
        int id;

        int code;

        @Nullable
        String name;
    }

    @Entity
    @Table(
            name = "Constrained",
            uniqueConstraints =
                    @UniqueConstraint(
                            name = "pair",
                            columnNames = {"first", "last"}))
    static class Constrained extends SoftDeletableEntity {

        @Id
        int id;

        @Column(unique = true)
        int code;

        @Nullable
        String first;

        @Nullable
        String last;
    }

    @Entity
    @Table(name = "PlainConstrained")
    static class PlainConstrained {

        @Id
        int id;

        @Column(unique = true)
        int code;
    }

    @Entity
    static class Hard {

        @Id
        int id;

        @UniqueWhenActive
        int code;
    }

    @Entity
    @UniqueWhenActive("nothing")
    static class Unknown extends SoftDeletableEntity {

        @Id
        int id;
    }

    @Entity
    @UniqueWhenActive("code.inner")
    static class UnknownInside extends SoftDeletableEntity {

        @Id
        int id;

        int code;
    }

    @Entity
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Joined extends SoftDeletableEntity {

        @Id
        int id;
    }

    @Entity
    static class JoinedChild extends Joined {

        @UniqueWhenActive
        int code;
    }

    @Entity
    @SecondaryTable(name = "other")
    static class InOtherTable extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @Column(table = "other")
        int code;
    }

    @Entity
    static class Computed extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @Formula("1")
        int code;
    }

    @Entity
    static class Identified extends SoftDeletableEntity {

        @Id
        @UniqueWhenActive
        int id;
    }

    @Entity
    static class Collected extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @ElementCollection
        Set<String> codes = new HashSet<>();
    }

    @Embeddable
    static class Part {

        @UniqueWhenActive
        @Nullable
        String code;
    }

    @Entity
    static class CollectedParts extends SoftDeletableEntity {

        @Id
        int id;

        @ElementCollection
        Set<Part> parts = new HashSet<>();
    }

    @Entity
    static class Naming extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive("id")
        int code;
    }

    @Entity
    static class Twice extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @UniqueWhenActive(name = "again")
        int code;
    }

    @Entity
    @UniqueWhenActive("code")
    static class TwiceTheSame extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        int code;
    }

    @Entity
    static class Root extends SoftDeletableEntity {

        @Id
        int id;
    }

    @Entity
    @Table(name = "Single")
    static class Single extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        @OneToOne
        @Nullable
        Root root;
    }

    @Entity
    @UniqueWhenActive
    static class PlainOnSubclass extends Root {}

    @Entity
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class NamedUnion extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive(name = "key")
        int code;
    }

    @Entity
    static class NamedUnionChild extends NamedUnion {}

    @Entity
    static class Clashing extends SoftDeletableEntity {

        @Id
        int id;

        @Column(name = "row_active")
        @UniqueWhenActive
        int code;
    }

    @Entity
    static class Referred extends SoftDeletableEntity {

        @Id
        int id;

        @Column(unique = true)
        @UniqueWhenActive
        int code;
    }

    @Entity
    static class Referring {

        @Id
        int id;

        @ManyToMany
        @JoinTable(inverseJoinColumns = @JoinColumn(referencedColumnName = "code"))
        Set<Referred> referred = new HashSet<>();
    }
}
