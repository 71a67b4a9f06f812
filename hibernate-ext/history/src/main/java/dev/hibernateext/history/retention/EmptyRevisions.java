/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Revisions that nothing refers to; those that tell of an erasure stay.
 *
 * @param session whose tenant they belong to
 * @param tables of the factory
 */
record EmptyRevisions(SharedSessionContractImplementor session, RetentionTables tables) {

    /** How the reason of a revision begins that tells of an erasure. */
    static final String MARK = "Erased ";

    long delete(long latest, int most) {
        var revisions = tables.revisions(session);
        if (revisions.isShared() || haveOthers()) {
            return 0;
        }
        var empty = session.createSelectionQuery(
                        "select r.id from %s r where r.id <= :latest%s%s order by r.id"
                                .formatted(revisions.name(), erasure(revisions), unreferenced()),
                        Number.class)
                .setParameter("latest", latest)
                .setMaxResults(most)
                .getResultList();
        return empty.isEmpty()
                ? 0
                : session.createMutationQuery("delete from %s r where r.id in (:empty)".formatted(revisions.name()))
                        .setParameterList("empty", empty)
                        .executeUpdate();
    }

    /** Whether rows of tables that are not known may refer to revisions. */
    private boolean haveOthers() {
        return !tables.entities(session).containsAll(PruneRun.backend(session).entities(session));
    }

    private static String erasure(RevisionTable revisions) {
        return revisions.hasContext() ? " and (r.reason is null or r.reason not like '%s%%')".formatted(MARK) : "";
    }

    /** Rows of all tenants count: where revisions have no tenant, others may have written them. */
    private String unreferenced() {
        return tables.entities(session).stream()
                .flatMap(root -> tables.of(session, root).stream())
                .flatMap(EmptyRevisions::references)
                .distinct()
                .collect(Collectors.joining());
    }

    private static Stream<String> references(RetentionTable table) {
        return Stream.of(table.paths().number(), table.paths().end())
                .filter(path -> path != null)
                .map(path -> " and not exists (select 1 from %s x where x.%s = r.id)".formatted(table.name(), path));
    }
}
