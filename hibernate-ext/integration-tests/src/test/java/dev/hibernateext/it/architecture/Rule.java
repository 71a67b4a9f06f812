/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule that can be asked for the packages below a root.
 *
 * @param offender the planted class that breaks it
 */
record Rule(String name, Function<String, ArchRule> below, String offender) {

    static Stream<Rule> all() {
        return Stream.of(
                new Rule("modulesPointOneWay", StructureRules::modulesPointOneWay, "mixins.ReachesCore"),
                new Rule("mixinsNeedAnnotationsOnly", StructureRules::mixinsNeedAnnotationsOnly, "mixins.ReachesCore"),
                new Rule(
                        "onlyAdaptersKnowHibernateInternals",
                        StructureRules::onlyAdaptersKnowHibernateInternals,
                        "core.KnowsSessionImpl"),
                new Rule(
                        "internalsStayInTheirFeature",
                        StructureRules::internalsStayInTheirFeature,
                        "core.hook.TakesFromLock"),
                new Rule("foundationStaysInCore", StructureRules::foundationStaysInCore, "testing.TakesFromFoundation"),
                new Rule("nobodyNeedsAdapterOfCore", StructureRules::nobodyNeedsAdapterOfCore, "core.NeedsAdapter"),
                new Rule("spiNeedsNoInternals", StructureRules::spiNeedsNoInternals, "core.spi.NeedsFoundation"),
                new Rule("packagesHaveNoCycles", StructureRules::packagesHaveNoCycles, "core.ring.one.Chicken"),
                new Rule("packagesAreNullMarked", CodeRules::packagesAreNullMarked, "core.ring.two"),
                new Rule("nothingIsPrinted", CodeRules::nothingIsPrinted, "core.Prints"),
                new Rule("timeComesFromClock", CodeRules::timeComesFromClock, "core.LooksAtWatch"),
                new Rule(
                        "exceptionsHaveTypeOfTheirOwn", CodeRules::exceptionsHaveTypeOfTheirOwn, "core.ThrowsAnything"),
                new Rule("publicClassesAreClosed", CodeRules::publicClassesAreClosed, "core.OpenToAll"),
                new Rule("doNotChange", StaticFields::doNotChange, "core.RemembersForAll.SEEN"),
                new Rule("areFinal", StaticFields::areFinal, "core.RemembersForAll.count"),
                new Rule("namesSayWhatTypesAre", CodeRules::namesSayWhatTypesAre, "core.ThingManager"));
    }

    @Override
    public String toString() {
        return name;
    }
}
