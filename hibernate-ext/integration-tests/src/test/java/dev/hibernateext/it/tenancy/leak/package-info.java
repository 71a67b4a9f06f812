/** The kit that attacks the rows of tenants, on a model without holes and on models with one each. */
@NullMarked
package dev.hibernateext.it.tenancy.leak;

import org.jspecify.annotations.NullMarked;
