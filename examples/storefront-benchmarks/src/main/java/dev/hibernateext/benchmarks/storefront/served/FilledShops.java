/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.served;

import dev.hibernateext.examples.storefront.StorefrontApplication;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** Makes the places of the shops and fills them, as the storefront does at each start. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackageClasses = StorefrontApplication.class,
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.DemoShops"))
class FilledShops {}
