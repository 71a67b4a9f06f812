/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.internal.orm.CoreIntegrator;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "dev.hibernateext";
    private static final String OFFENDERS = ROOT + ".it.architecture.offender";
    private static final int FEWEST_CLASSES = 100;

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(OFFENDERS);

    @Test
    void seesClassesOfEveryModule() {
        assertThat(LIBRARY.stream().map(JavaClass::getName))
                .contains(
                        AuditedEntity.class.getName(),
                        HibernateExt.class.getName(),
                        Contexts.class.getName(),
                        CoreIntegrator.class.getName(),
                        HibernateExtTest.class.getName())
                .hasSizeGreaterThan(FEWEST_CLASSES)
                .noneMatch(name -> name.startsWith(ROOT + ".it."));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsInLibrary(Rule rule) {
        rule.below().apply(ROOT).check(LIBRARY);
    }

    @ParameterizedTest
    @MethodSource("rules") // The blade.
    void catchesPlantedOffender(Rule rule) {
        var report = rule.below().apply(OFFENDERS).evaluate(PLANTED).getFailureReport();

        assertThat(report.getDetails()).anyMatch(detail -> detail.contains(rule.offender()));
    }

    static Stream<Rule> rules() {
        return Rule.all();
    }
}
