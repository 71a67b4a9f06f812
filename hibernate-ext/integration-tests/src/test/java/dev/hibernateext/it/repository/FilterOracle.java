/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import dev.hibernateext.repository.filter.FilterOperator;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates filter documents in memory, with SQL's three truth values. Shares no code with what it checks. */
final class FilterOracle {

    /** Whether equality of texts ignores case, as the default collation of MariaDB has it. */
    private final boolean ignoresCase;

    FilterOracle(boolean ignoresCase) {
        this.ignoresCase = ignoresCase;
    }

    /** Null is unknown. */
    @Nullable
    Boolean evaluate(Object document, Map<String, @Nullable Object> row) {
        if (document instanceof List<?> list) {
            return and(list, row);
        }
        var map = (Map<?, ?>) document;
        var operator = (String) present(map.get("operator"));
        return switch (operator) {
            case "and" -> and((List<?>) present(map.get("value")), row);
            case "or" -> or((List<?>) present(map.get("value")), row);
            default -> term(FilterOperator.valueOf(operator.toUpperCase(Locale.ROOT)), map, row);
        };
    }

    private @Nullable Boolean and(List<?> elements, Map<String, @Nullable Object> row) {
        var unknown = false;
        for (var element : elements) {
            var value = evaluate(element, row);
            if (value == null) {
                unknown = true;
            } else if (!value) {
                return false;
            }
        }
        return unknown ? null : true;
    }

    private @Nullable Boolean or(List<?> elements, Map<String, @Nullable Object> row) {
        var unknown = false;
        for (var element : elements) {
            var value = evaluate(element, row);
            if (value == null) {
                unknown = true;
            } else if (value) {
                return true;
            }
        }
        return unknown ? null : false;
    }

    private @Nullable Boolean term(FilterOperator operator, Map<?, ?> term, Map<String, @Nullable Object> row) {
        var actual = row.get(String.valueOf(term.get("field")));
        var value = term.get("model");
        return switch (operator) {
            case NULL -> actual == null;
            case NNULL -> actual != null;
            case INA -> ((Collection<?>) present(actual)).containsAll((List<?>) present(value));
            case NINA -> !((Collection<?>) present(actual)).containsAll((List<?>) present(value));
            case IN -> ((List<?>) present(value)).isEmpty() ? (Boolean) false : known(operator, actual, value);
            case NIN -> ((List<?>) present(value)).isEmpty() ? (Boolean) true : known(operator, actual, value);
            default -> known(operator, actual, value);
        };
    }

    private @Nullable Boolean known(FilterOperator operator, @Nullable Object actual, @Nullable Object value) {
        return actual == null ? null : holds(operator, actual, present(value));
    }

    private boolean holds(FilterOperator operator, Object actual, Object value) {
        return switch (operator) {
            case EQ -> equal(actual, value);
            case NE -> !equal(actual, value);
            case EQS -> compare(actual, value) == 0;
            case NES -> compare(actual, value) != 0;
            case LT -> compare(actual, value) < 0;
            case LTE -> compare(actual, value) <= 0;
            case GT -> compare(actual, value) > 0;
            case GTE -> compare(actual, value) >= 0;
            case IN -> ((List<?>) value).stream().anyMatch(each -> equal(actual, each));
            case NIN -> ((List<?>) value).stream().noneMatch(each -> equal(actual, each));
            case BETWEEN -> between(actual, (List<?>) value);
            case NBETWEEN -> !between(actual, (List<?>) value);
            case CONTAINS -> lower(actual).contains(lower(value));
            case NCONTAINS -> !lower(actual).contains(lower(value));
            case CONTAINSS -> text(actual).contains(text(value));
            case NCONTAINSS -> !text(actual).contains(text(value));
            case STARTSWITH -> lower(actual).startsWith(lower(value));
            case NSTARTSWITH -> !lower(actual).startsWith(lower(value));
            case STARTSWITHS -> text(actual).startsWith(text(value));
            case NSTARTSWITHS -> !text(actual).startsWith(text(value));
            case ENDSWITH -> lower(actual).endsWith(lower(value));
            case NENDSWITH -> !lower(actual).endsWith(lower(value));
            case ENDSWITHS -> text(actual).endsWith(text(value));
            case NENDSWITHS -> !text(actual).endsWith(text(value));
            case NULL, NNULL, INA, NINA -> throw new IllegalArgumentException(operator.symbol());
        };
    }

    private boolean equal(Object actual, Object value) {
        return (ignoresCase && actual instanceof String)
                ? lower(actual).equals(lower(value))
                : compare(actual, value) == 0;
    }

    private static boolean between(Object actual, List<?> bounds) {
        return compare(actual, present(bounds.get(0))) >= 0 && compare(actual, present(bounds.get(1))) <= 0;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static String text(Object value) {
        return (String) value;
    }

    private static String lower(Object value) {
        return text(value).toLowerCase(Locale.ROOT);
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("The document has no value");
        }
        return value;
    }
}
