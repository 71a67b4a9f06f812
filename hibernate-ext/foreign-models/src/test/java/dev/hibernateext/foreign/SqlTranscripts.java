/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;

/**
 * The program that runs with and without our jars: boots each corpus, exercises it and writes one file for each. Must not
 * name a class of ours.
 */
final class SqlTranscripts {

    private SqlTranscripts() {}

    /** Arguments: folder for the files, JDBC URL, user, password, names of corpora. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var address = new DatabaseAddress(arguments[1], arguments[2], arguments[3]);
        for (var name : Arrays.copyOfRange(arguments, 4, arguments.length)) {
            Files.write(
                    folder.resolve(name),
                    transcript(Corpus.valueOf(name), address).lines());
        }
    }

    private static Transcript transcript(Corpus corpus, DatabaseAddress address) throws Exception {
        var transcript = new Transcript();
        transcript.heading("ddl");
        try (var source = new RecordingDataSource(address, transcript);
                var factory = factory(corpus, source)) {
            new ModelExercise(factory, transcript).run();
            transcript.heading("ddl");
        }
        return transcript;
    }

    private static SessionFactory factory(Corpus corpus, RecordingDataSource source) {
        var sources = new MetadataSources(new StandardServiceRegistryBuilder()
                .applySettings(Map.of(
                        AvailableSettings.JAKARTA_NON_JTA_DATASOURCE,
                        source,
                        AvailableSettings.HBM2DDL_AUTO,
                        "create-drop",
                        AvailableSettings.STATEMENT_BATCH_SIZE,
                        10,
                        AvailableSettings.ORDER_INSERTS,
                        true,
                        AvailableSettings.ORDER_UPDATES,
                        true))
                .build());
        corpus.addTo(sources);
        return sources.buildMetadata().buildSessionFactory();
    }
}
