/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.served;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;

/** The main class of a process that is measured. */
public final class ServingProcess {

    /** Of the application with the library. */
    public static final String LIBRARY = LibraryStorefront.class.getName();

    /** Of what fills its shops. */
    public static final String FILLING = FilledShops.class.getName();

    private ServingProcess() {}

    /**
     * Starts an application, prints what that took in milliseconds of the clock and of the processor, and its port; then serves until its
     * standard input ends.
     *
     * @param arguments the classes of the application, separated by commas; then its settings
     * @throws ReflectiveOperationException if there is no such class
     * @throws IOException if the standard input fails
     */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        var application = new SpringApplication(ServedStorefront.class);
        for (var name : arguments[0].split(",", -1)) {
            application.addPrimarySources(List.of(Class.forName(name)));
        }
        var settings = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (var context = application.run(settings)) {
            var runtime = ManagementFactory.getRuntimeMXBean();
            var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            System.out.printf(
                    "%nready %d %d %d%n",
                    System.currentTimeMillis() - runtime.getStartTime(),
                    TimeUnit.NANOSECONDS.toMillis(process.getProcessCpuTime()),
                    context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            System.in.read();
        }
    }
}
