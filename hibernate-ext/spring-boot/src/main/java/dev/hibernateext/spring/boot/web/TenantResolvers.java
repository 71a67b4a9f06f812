/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.InvalidSettingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What properties can say about where a request names its tenant. */
final class TenantResolvers {

    private static final String VARIABLE = "tenant";
    private static final String PLACE = "{" + VARIABLE + "}";

    private TenantResolvers() {}

    static TenantResolver header(String name) {
        return request -> Collections.list(request.getHeaders(name));
    }

    /** What stands in the place of the variable, which is one label. */
    static TenantResolver host(String pattern) {
        requirePlace("host", pattern, "{tenant}.shop.example");
        var at = pattern.indexOf(PLACE);
        var before = pattern.substring(0, at).toLowerCase(Locale.ROOT);
        var after = pattern.substring(at + PLACE.length()).toLowerCase(Locale.ROOT);
        return request -> between(request.getServerName().toLowerCase(Locale.ROOT), before, after);
    }

    private static List<String> between(String host, String before, String after) {
        if (!host.startsWith(before) || !host.endsWith(after) || host.length() <= before.length() + after.length()) {
            return List.of();
        }
        var label = host.substring(before.length(), host.length() - after.length());
        return label.indexOf('.') < 0 ? List.of(label) : List.of();
    }

    static TenantResolver path(String pattern) {
        requirePlace("path", pattern, "/shops/{tenant}/**");
        var parsed = PathPatternParser.defaultInstance.parse(pattern);
        return request -> variable(parsed, pathOf(request));
    }

    private static void requirePlace(String property, String pattern, String example) {
        if (!pattern.contains(PLACE)) {
            throw InvalidSettingException.notAllowed(
                    "hibernate-ext.web.tenant." + property,
                    pattern,
                    "one that says where the tenant stands, such as " + example);
        }
    }

    private static List<String> variable(PathPattern pattern, PathContainer path) {
        var match = pattern.matchAndExtract(path);
        var value = match == null ? null : match.getUriVariables().get(VARIABLE);
        return value == null ? List.of() : List.of(value);
    }

    /** Within the application, decoded and without parameters, as handlers are found. */
    static PathContainer pathOf(HttpServletRequest request) {
        return ServletRequestPathUtils.parse(request).pathWithinApplication();
    }
}
