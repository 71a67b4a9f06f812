/**
 * An application as Spring Boot makes it, with ordinary repositories of Spring Data JPA, and the tests that show the rules of the library hold in it. {@link dev.hibernateext.spring.NotesApplication} is
 * the application.
 */
@NullMarked
package dev.hibernateext.spring;

import org.jspecify.annotations.NullMarked;
