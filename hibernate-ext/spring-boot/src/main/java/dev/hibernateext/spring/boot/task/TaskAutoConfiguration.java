/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.task;

import dev.hibernateext.core.context.Contexts;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;

/** Tasks of the executors that Spring Boot makes, those of {@code @Async} among them, run in the context of who submits them. */
@AutoConfiguration(before = TaskExecutionAutoConfiguration.class)
@ConditionalOnClass(Contexts.class)
@ConditionalOnBooleanProperty(name = "hibernate-ext.task.carry-context", matchIfMissing = true)
class TaskAutoConfiguration {

    @Bean
    TaskDecorator hibernateExtTaskDecorator() {
        return task -> Contexts.wrap(task);
    }
}
