/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows what the library does in this application. Nothing can be changed by it. */
@Endpoint(id = "hibernateext")
final class HibernateExtEndpoint {

    private final List<EndpointSection> sections;

    HibernateExtEndpoint(List<EndpointSection> sections) {
        this.sections = List.copyOf(sections);
    }

    @ReadOperation
    Map<String, Object> read() {
        var read = new LinkedHashMap<String, Object>();
        sections.forEach(section -> read.put(section.name(), section.content().get()));
        return read;
    }
}
