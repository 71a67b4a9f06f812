/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ActiveKeyModel;
import dev.hibernateext.core.softdelete.internal.ActiveRows;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The unique keys of a factory that leave out deleted rows, as {@code @UniqueWhenActive} declares them. Hibernate's own
 * schema tools know them; for a schema that is migrated in another way, this gives the statements.
 *
 * <pre>{@code
 * var script = String.join(";\n", ActiveUniqueKeys.of(factory).migration()) + ";";
 * Files.writeString(Path.of("src/main/resources/db/migration/V7__unique_when_active.sql"), script);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class ActiveUniqueKeys {

    private final ActiveKeyModel model;
    private final Dialect dialect;

    private ActiveUniqueKeys(ActiveKeyModel model, Dialect dialect) {
        this.model = model;
        this.dialect = dialect;
    }

    /**
     * The keys of a factory.
     *
     * @param factory an open session factory
     * @return the keys; none if nothing is soft-deletable or soft delete is switched off
     */
    public static ActiveUniqueKeys of(SessionFactory factory) {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        return new ActiveUniqueKeys(
                ActiveKeyModel.of(FactoryState.of(factory)),
                implementor.getJdbcServices().getDialect());
    }

    /**
     * The statements that add the keys to a schema that lacks them, for the factory's own database.
     *
     * @return as {@link #migration(Dialect)}
     */
    public List<String> migration() {
        return migration(dialect);
    }

    /**
     * The statements that add the keys to a schema that lacks them: for each table the generated column where the database
     * needs one, and for each key its index and the drop of the unique constraint it replaces. They fail if two rows that
     * are not deleted have the same key. The same mappings give the same statements.
     *
     * <p>Schemas and catalogs are named only where the mappings name them. A replaced constraint is dropped by the names it
     * gets from the mappings, from Hibernate and from PostgreSQL; one that H2 named itself is to be dropped by hand.
     *
     * @param target the database the statements are for, which need not be the factory's own
     * @return statements without delimiters, in the order in which to execute them
     * @throws SoftDeleteMappingException if it is not known how that database leaves rows out of a unique key
     */
    public List<String> migration(Dialect target) {
        var kind = ActiveRows.of(target);
        if (kind == null) {
            throw SoftDeleteMappingException.uniqueKey(
                    "rows",
                    "it is not known how %s leaves rows out of a unique key"
                            .formatted(target.getClass().getSimpleName()),
                    "Use PostgreSQL, MariaDB or H2");
        }
        return model.migration(target, kind);
    }
}
