/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.served;

import com.sun.management.ThreadMXBean;
import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Measures each request on its thread, from the first filter until the answer is written, and tells at {@value #PATH} what it measured since
 * it was asked last. Requests come one after another.
 */
final class MeterFilter extends OncePerRequestFilter {

    /** Its query string, {@code count}, makes statements of the following requests count, which costs time. */
    static final String PATH = "/meter";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ObjectProvider<EntityManagerFactory> entities;
    private final List<Sample> samples = new ArrayList<>();

    MeterFilter(ObjectProvider<EntityManagerFactory> entities) {
        this.entities = entities;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(PATH)) {
            response.getWriter().print(told("count".equals(request.getQueryString())));
        } else {
            var statistics = statistics();
            var before = now(statistics);
            chain.doFilter(request, response);
            response.flushBuffer();
            keep(now(statistics).minus(before));
        }
    }

    private Statistics statistics() {
        return entities.getObject().unwrap(SessionFactory.class).getStatistics();
    }

    private static Sample now(Statistics statistics) {
        var thread = Thread.currentThread().getId();
        return new Sample(
                System.nanoTime(),
                THREADS.getThreadCpuTime(thread),
                THREADS.getThreadAllocatedBytes(thread),
                statistics.getPrepareStatementCount(),
                CountedSockets.roundTrips());
    }

    private synchronized void keep(Sample sample) {
        samples.add(sample);
    }

    private synchronized String told(boolean counts) {
        statistics().setStatisticsEnabled(counts);
        var told = samples.stream().map(Sample::line).collect(Collectors.joining("\n"));
        samples.clear();
        return told;
    }
}
