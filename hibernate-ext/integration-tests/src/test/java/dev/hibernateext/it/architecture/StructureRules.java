/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may know whom. */
final class StructureRules {

    /** Features that stand on others and share their inner workings. */
    private static final Map<String, Set<String>> BUILT_ON =
            Map.of("hook", Set.of("change"), "softdelete", Set.of("stamp"), "transaction", Set.of("change", "lock"));

    /** Modules that open to users what a feature of core keeps inside. */
    private static final Map<String, String> OPENED_BY = Map.of("tenant", "tenancy");

    private StructureRules() {}

    static ArchRule modulesPointOneWay(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("mixins")
                .definedBy(root + ".mixins..")
                .layer("core")
                .definedBy(root + ".core..")
                .layer("repository")
                .definedBy(root + ".repository..")
                .layer("history")
                .definedBy(root + ".history..")
                .layer("cache")
                .definedBy(root + ".cache..")
                .layer("tenancy")
                .definedBy(root + ".tenancy..")
                .layer("testing")
                .definedBy(root + ".testing..")
                .whereLayer("testing")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("repository")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("history")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cache")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("tenancy")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("repository", "history", "cache", "tenancy", "testing");
    }

    static ArchRule mixinsNeedAnnotationsOnly(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".mixins..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + ".mixins..",
                        "java..",
                        "jakarta.persistence..",
                        "org.hibernate.annotations..",
                        "org.jspecify..");
    }

    static ArchRule onlyAdaptersKnowHibernateInternals(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(adapters(root))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hibernate..internal..");
    }

    /** What is in {@code <feature>.internal} is for the feature, for those built on it, and for the adapter. */
    static ArchRule internalsStayInTheirFeature(String root) {
        var internal = Pattern.compile(
                Pattern.quote(root) + "\\.(core|repository|history|cache|tenancy|testing)\\.(\\w+)\\.internal(\\..*)?");
        return classes().should(new ArchCondition<>("take internals of their own feature only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    var target = internal.matcher(dependency.getTargetClass().getPackageName());
                    if (target.matches() && !mayTake(root, type, target.group(1), target.group(2))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                });
            }
        });
    }

    private static boolean mayTake(String root, JavaClass type, String module, String feature) {
        var builtOnIt = BUILT_ON.entrySet().stream()
                .filter(entry -> entry.getValue().contains(feature))
                .map(Map.Entry::getKey);
        return Stream.concat(Stream.of(feature), builtOnIt)
                        .anyMatch(own -> resideInAPackage("%s.%s.%s..".formatted(root, module, own))
                                .test(type))
                || resideInAnyPackage(adapters(root)).test(type)
                || (OPENED_BY.containsKey(feature)
                        && resideInAPackage("%s.%s..".formatted(root, OPENED_BY.get(feature)))
                                .test(type));
    }

    /** What all features of core stand on is for them alone, and for adapters. */
    static ArchRule foundationStaysInCore(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".core..")
                .and()
                .resideOutsideOfPackages(adapters(root))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".core.internal..");
    }

    /** Features are wired from outside; what depends on the adapter would depend on Hibernate's internals. */
    static ArchRule nobodyNeedsAdapterOfCore(String root) {
        var adapter = root + ".core.internal.orm..";
        return noClasses()
                .that()
                .resideOutsideOfPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(adapter);
    }

    static ArchRule spiNeedsNoInternals(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..spi..")
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..internal.."))
                .allowEmptyShould(true);
    }

    /** Every package is a slice of its own. */
    static ArchRule packagesHaveNoCycles(String root) {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getPackageName().startsWith(root)
                                ? SliceIdentifier.of(type.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    private static String[] adapters(String root) {
        return new String[] {
            root + ".core.internal.orm..",
            root + ".history.internal.orm..",
            root + ".cache.internal.orm..",
            root + ".testing.internal.orm.."
        };
    }
}
