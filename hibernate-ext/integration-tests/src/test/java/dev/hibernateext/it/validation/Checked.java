/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import dev.hibernateext.core.validation.Delete;
import dev.hibernateext.core.validation.Insert;
import dev.hibernateext.core.validation.Update;
import dev.hibernateext.mixins.CreatedAt;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Entities with constraints of every kind. */
final class Checked {

    private Checked() {}

    @Entity
    static class Product {
        @Id
        int id;

        @NotBlank
        @Nullable
        String name;

        @Max(100)
        int stock;

        Product() {}

        Product(int id, String name, int stock) {
            this.id = id;
            this.name = name;
            this.stock = stock;
        }
    }

    @Entity
    static class Item {
        @Id
        int id;

        @Valid
        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Product product;

        @Nullable
        String remark;

        Item() {}

        Item(int id, Product product) {
            this.id = id;
            this.product = product;
        }
    }

    @Entity
    static class Secret {
        @Id
        @Nullable
        String id;

        @Pattern(regexp = "[0-9]+", message = "got ${validatedValue}")
        @Nullable
        String text;

        @ElementCollection
        Map<String, @Size(max = 3) String> notes = new HashMap<>();

        Secret() {}

        Secret(String id, String text) {
            this.id = id;
            this.text = text;
        }

        @AssertTrue
        boolean isPublic() {
            return false;
        }
    }

    @Entity(name = "Grouped")
    static class Grouped {
        @Id
        int id;

        @Pattern(regexp = "(?!insert).*", groups = Insert.class)
        @Pattern(regexp = "(?!update).*", groups = Update.class)
        @Pattern(regexp = "(?!delete).*", groups = Delete.class)
        @Nullable
        String state;

        @Nullable
        String remark;

        Grouped() {}

        Grouped(int id, String state) {
            this.id = id;
            this.state = state;
        }
    }

    @Entity
    static class Numbered {
        @Id
        @Given
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @NotBlank
        @Nullable
        String name;

        Numbered() {}

        Numbered(String name) {
            this.name = name;
        }
    }

    @Entity
    static class Stamped {
        @Id
        int id;

        @Given
        @CreatedAt
        @Nullable
        Instant createdAt;

        @Nullable
        String remark;

        Stamped() {}

        Stamped(int id) {
            this.id = id;
        }
    }

    @Entity
    static class Tagged {
        @Id
        int id;

        @Size(max = 2)
        @ElementCollection
        List<String> tags = new ArrayList<>();

        Tagged() {}

        Tagged(int id, String tag) {
            this.id = id;
            this.tags.add(tag);
        }
    }

    @Entity
    @Count
    static class Counted {
        @Id
        int id;

        @Nullable
        String remark;

        Counted() {}

        Counted(int id) {
            this.id = id;
        }
    }

    /** As {@code jakarta.validation.constraints.NotNull}, which NullAway takes for its own. */
    @Constraint(validatedBy = GivenValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Given {
        String message() default "is missing";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class GivenValidator implements ConstraintValidator<Given, Object> {

        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return value != null;
        }
    }

    @Constraint(validatedBy = CountingValidator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Count {
        String message() default "counts";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class CountingValidator implements ConstraintValidator<Count, Object> {

        static final AtomicInteger VALIDATIONS = new AtomicInteger();

        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            VALIDATIONS.incrementAndGet();
            return true;
        }
    }
}
