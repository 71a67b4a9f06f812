/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** What no class may do. */
final class CodeRules {

    private static final Set<String> GENERIC =
            Set.of("java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    private CodeRules() {}

    static ArchRule packagesAreNullMarked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(satisfy(
                        "be in a package with @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }

    static ArchRule nothingIsPrinted(String root) {
        return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
    }

    /** Time that a test cannot set is not testable; waiting is for locks and conditions. */
    static ArchRule timeComesFromClock(String root) {
        return noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethodWhere(target(nowWithoutClock()));
    }

    private static DescribedPredicate<AccessTarget> nowWithoutClock() {
        return DescribedPredicate.describe(
                "java.time's now() without a clock",
                method -> method.getOwner().getPackageName().equals("java.time")
                        && method.getName().equals("now")
                        && method instanceof AccessTarget.MethodCallTarget call
                        && call.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Clock.class)));
    }

    static ArchRule exceptionsHaveTypeOfTheirOwn(String root) {
        return noClasses().should().callConstructorWhere(makesGenericException());
    }

    /** A subclass calls these constructors too. */
    private static DescribedPredicate<JavaConstructorCall> makesGenericException() {
        return DescribedPredicate.describe(
                "an exception of no type of its own is made",
                call -> GENERIC.contains(call.getTargetOwner().getName())
                        && !call.getOriginOwner()
                                .isAssignableTo(call.getTargetOwner().getName()));
    }

    static ArchRule publicClassesAreClosed(String root) {
        return classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should(satisfy("be final, abstract, sealed, an entity or an exception", CodeRules::isClosed));
    }

    private static boolean isClosed(JavaClass type) {
        return type.getModifiers().contains(FINAL)
                || type.getModifiers().contains(ABSTRACT)
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || type.isAnnotatedWith(Entity.class)
                || type.isAnnotatedWith(Embeddable.class)
                || type.reflect().isSealed();
    }

    static ArchRule namesSayWhatTypesAre(String root) {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Common|Info)")
                .as("no type name should end with a word that says nothing");
    }

    static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> test) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!test.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not " + description));
                }
            }
        };
    }
}
