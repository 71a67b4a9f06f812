/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Which tenant a request names: by a claim, a header, its host, its path. All beans of the type and those made of properties
 * are asked, and have to agree. Asked by many threads.
 */
@FunctionalInterface
public interface TenantResolver {

    /**
     * The tenants that a request names.
     *
     * @param request behind authentication
     * @return identifiers as the client wrote them; empty where it names none
     * @throws TenantUnprovenException if the request may not be for any tenant
     */
    List<String> tenantsOf(HttpServletRequest request);
}
