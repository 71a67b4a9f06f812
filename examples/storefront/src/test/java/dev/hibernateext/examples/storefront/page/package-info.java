/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The page in a real browser: Chromium, driven over the protocol of WebDriver. Where it is not installed and cannot be, these tests are
 * skipped, and say why.
 */
@NullMarked
package dev.hibernateext.examples.storefront.page;

import org.jspecify.annotations.NullMarked;
