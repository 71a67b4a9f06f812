/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Contexts;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Requests run in a context, and errors become problems. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Contexts.class, DispatcherServlet.class})
@EnableConfigurationProperties(WebProperties.class)
class WebAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ActorResolver hibernateExtActorResolver() {
        return WebAutoConfiguration::principal;
    }

    private static @Nullable Actor principal(HttpServletRequest request) {
        var principal = request.getUserPrincipal();
        return principal == null || principal.getName().isBlank() ? null : new Actor(principal.getName());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "hibernate-ext.web.context.enabled", matchIfMissing = true)
    FilterRegistrationBean<ContextFilter> hibernateExtContextFilter(
            WebProperties properties,
            ActorResolver actors,
            ObjectProvider<RequestContextCustomizer> customizers,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> errors) {
        var contexts = new RequestContexts(
                actors,
                new RequestOperation(properties.operationHeader()),
                customizers.orderedStream().toList());
        var filter = new FilterRegistrationBean<>(new ContextFilter(contexts, errors));
        filter.setOrder(properties.filterOrder());
        return filter;
    }

    /** Before those of the application that have no order, since one of them may be for all errors. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    @ConditionalOnBooleanProperty(name = "hibernate-ext.web.problems.enabled", matchIfMissing = true)
    ProblemHandler hibernateExtProblemHandler() {
        return new ProblemHandler();
    }
}
