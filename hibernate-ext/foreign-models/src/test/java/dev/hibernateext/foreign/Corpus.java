/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.hibernate.boot.MetadataSources;
import org.hibernate.testing.orm.domain.StandardDomainModel;

/** The models that are run. The number says how many entities of it a session factory must know, so that none is lost. */
enum Corpus {
    CONTACTS(1) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.CONTACTS);
        }
    },
    ANIMAL(11) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.ANIMAL);
        }
    },
    GAMBIT(21) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.GAMBIT);
        }
    },
    HELPDESK(3) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.HELPDESK);
        }
    },
    RETAIL(10) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.RETAIL);
        }
    },
    USERGUIDE(12) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.USERGUIDE);
        }
    },
    LIBRARY(2) {
        @Override
        void addTo(MetadataSources sources) {
            standard(sources, StandardDomainModel.LIBRARY);
        }
    },
    KEYCLOAK(63) {
        @Override
        void addTo(MetadataSources sources) {
            PERSISTENCE_XML_CLASS
                    .matcher(resource("default-persistence.xml"))
                    .results()
                    .forEach(match -> sources.addAnnotatedClassName(match.group(1)));
        }
    },
    /** Uses the library: the one corpus where the comparison must find a difference. */
    OURS(1) {
        @Override
        void addTo(MetadataSources sources) {
            sources.addAnnotatedClass(StampedNote.class);
        }
    };

    private static final Pattern PERSISTENCE_XML_CLASS = Pattern.compile("<class>([^<]+)</class>");

    private final int entities;

    Corpus(int entities) {
        this.entities = entities;
    }

    abstract void addTo(MetadataSources sources);

    int entities() {
        return entities;
    }

    private static void standard(MetadataSources sources, StandardDomainModel model) {
        model.getDescriptor().applyDomainModel(sources);
    }

    private static String resource(String name) {
        try (InputStream stream = Corpus.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("No '%s' on the class path.".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
