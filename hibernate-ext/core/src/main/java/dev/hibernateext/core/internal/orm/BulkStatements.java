/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

/** What all features together make of an HQL or criteria statement before it is translated. */
final class BulkStatements {

    private final SoftDeleteRewriter softDelete;
    private final BulkRewriter stamps;
    private final TenantRewriter tenants;

    private BulkStatements(SessionFactoryImplementor factory) {
        this.softDelete = SoftDeleteRewriter.of(factory);
        this.stamps = BulkRewriter.of(factory);
        this.tenants = TenantRewriter.of(factory);
    }

    static BulkStatements of(SessionFactoryImplementor factory) {
        return new BulkStatements(factory);
    }

    SqmDmlStatement<?> rewrite(SqmDmlStatement<?> statement, LoadQueryInfluencers influencers) {
        softDelete.check(statement, influencers);
        return softDelete.isConverted(statement, influencers)
                ? softDelete.convert((SqmDeleteStatement<?>) statement, influencers)
                : tenants.rewrite(stamps.rewrite(statement, influencers), influencers);
    }

    SqmDeleteOrUpdateStatement<?> rewrite(SqmDeleteOrUpdateStatement<?> statement, LoadQueryInfluencers influencers) {
        return (SqmDeleteOrUpdateStatement<?>) rewrite((SqmDmlStatement<?>) statement, influencers);
    }

    SqmInsertStatement<?> rewrite(SqmInsertStatement<?> statement, LoadQueryInfluencers influencers) {
        return (SqmInsertStatement<?>) rewrite((SqmDmlStatement<?>) statement, influencers);
    }
}
