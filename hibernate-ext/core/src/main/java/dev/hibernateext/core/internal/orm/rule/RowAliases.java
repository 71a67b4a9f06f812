/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.persister.entity.EntityNameUse;
import org.hibernate.sql.ast.spi.SqlAliasBase;
import org.hibernate.sql.ast.spi.SqlAliasBaseGenerator;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;

/**
 * Carries the translator to where Hibernate hands out nothing but the generator of aliases: a restriction on an element of a
 * joined hierarchy has to say that it uses the root's table, which is left out of the statement otherwise.
 */
record RowAliases(SqlAliasBaseGenerator delegate, SqlAstCreationState creation) implements SqlAliasBaseGenerator {

    @Override
    public SqlAliasBase createSqlAliasBase(String stem) {
        return delegate.createSqlAliasBase(stem);
    }

    static void keepTable(SqlAliasBaseGenerator aliases, TableGroup group, String root) {
        if (aliases instanceof RowAliases own && own.creation.supportsEntityNameUsage()) {
            own.creation.registerEntityNameUsage(group, EntityNameUse.EXPRESSION, root);
        }
    }
}
