/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * One run of the TCK, read from the reports Surefire left of it.
 *
 * @param classPath what the run was started with
 * @param outcomes of each test, by its name {@code Class.method}
 */
record TckRun(String classPath, SortedMap<String, Outcome> outcomes) {
    /** What became of a test. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** Reads the run called {@code name}. */
    static TckRun read(String name) throws Exception {
        var folder =
                Path.of(System.getProperty("basedir", "")).resolve("target/tck").resolve(name);
        var outcomes = new TreeMap<String, Outcome>();
        var classPath = "";
        for (var report : reports(folder)) {
            var xml = document(report);
            elements(xml, "testcase").forEach(test -> outcomes.put(name(test), outcome(test)));
            classPath = property(xml, "surefire.test.class.path");
        }
        return new TckRun(classPath, outcomes);
    }

    /** How many tests ended with {@code outcome}. */
    long count(Outcome outcome) {
        return outcomes.values().stream().filter(outcome::equals).count();
    }

    private static Iterable<Path> reports(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Document document(Path report) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    }

    private static Stream<Element> elements(Document xml, String tag) {
        var nodes = xml.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength()).mapToObj(index -> (Element) nodes.item(index));
    }

    private static String property(Document xml, String name) {
        return elements(xml, "property")
                .filter(property -> property.getAttribute("name").equals(name))
                .map(property -> property.getAttribute("value"))
                .findAny()
                .orElseThrow();
    }

    private static String name(Element test) {
        var type = test.getAttribute("classname");
        return type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
    }

    private static Outcome outcome(Element test) {
        return Map.of("failure", Outcome.FAILED, "error", Outcome.FAILED, "skipped", Outcome.SKIPPED)
                .entrySet()
                .stream()
                .filter(entry -> test.getElementsByTagName(entry.getKey()).getLength() > 0)
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(Outcome.PASSED);
    }
}
