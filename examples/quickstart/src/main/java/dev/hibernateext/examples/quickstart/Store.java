/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.examples.quickstart.store.Album;
import dev.hibernateext.examples.quickstart.store.Artist;
import dev.hibernateext.examples.quickstart.store.Customer;
import dev.hibernateext.examples.quickstart.store.Employee;
import dev.hibernateext.examples.quickstart.store.Genre;
import dev.hibernateext.examples.quickstart.store.Invoice;
import dev.hibernateext.examples.quickstart.store.InvoiceLine;
import dev.hibernateext.examples.quickstart.store.MediaType;
import dev.hibernateext.examples.quickstart.store.Playlist;
import dev.hibernateext.examples.quickstart.store.PlaylistEntry;
import dev.hibernateext.examples.quickstart.store.Track;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Plain Hibernate: nothing here knows the library, which is found on the class path. */
final class Store {

    private Store() {}

    /** Creates the tables and the session factory. Nothing is recorded, so that the statements printed are those of the other parts. */
    static SessionFactory open(DataSource dataSource) {
        return mapped(dataSource)
                .property(EnversService.INTEGRATION_ENABLED, false)
                .schemaToolingAction(Action.CREATE)
                .createEntityManagerFactory();
    }

    /** Another one, which records what happens to tracks in tables it adds. */
    static SessionFactory openRecording(DataSource dataSource) {
        return mapped(dataSource).schemaToolingAction(Action.UPDATE).createEntityManagerFactory();
    }

    /** Another one, which keeps results of queries. */
    static SessionFactory openCaching(DataSource dataSource) {
        return mapped(dataSource)
                .property(EnversService.INTEGRATION_ENABLED, false)
                .property(CacheSettings.USE_QUERY_CACHE, true)
                .createEntityManagerFactory();
    }

    private static HibernatePersistenceConfiguration mapped(DataSource dataSource) {
        return new HibernatePersistenceConfiguration("chinook")
                .managedClasses(Artist.class, Album.class, Genre.class, MediaType.class, Track.class)
                .managedClasses(Playlist.class, PlaylistEntry.class, Employee.class, Customer.class)
                .managedClasses(Invoice.class, InvoiceLine.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, 50)
                .property(
                        MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName());
    }
}
