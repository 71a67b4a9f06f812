/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

/** What one attribute holds. Two images of one attribute are equal if Hibernate would see no change between them. */
public sealed interface AttributeImage permits ValueImage, ReferenceImage, ElementsImage {}
