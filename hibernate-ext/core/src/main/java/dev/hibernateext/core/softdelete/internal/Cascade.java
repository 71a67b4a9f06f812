/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

/**
 * An association along which a delete goes on.
 *
 * @param owner the entity that declares it
 * @param path the attribute, or the embeddable and the attribute in it, as HQL writes it
 * @param target the entity it leads to
 * @param shared whether many owners may have the same target, which is then below none of them
 */
public record Cascade(String owner, String path, String target, boolean shared) {}
