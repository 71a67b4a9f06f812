/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.shop;

import dev.hibernateext.core.context.Contexts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Items over HTTP. */
@RestController
public class ItemResource {

    private final Items items;

    ItemResource(Items items) {
        this.items = items;
    }

    @GetMapping({"/items", "/shops/{shop}/items"})
    List<ItemView> all() {
        return items.all();
    }

    @GetMapping("/items/later")
    CompletableFuture<List<ItemView>> later() {
        return items.allLater();
    }

    @GetMapping("/items/called")
    Callable<List<ItemView>> called() {
        return items::all;
    }

    @CrossOrigin("http://shop.example")
    @PostMapping("/items")
    ItemView add(@RequestBody String name) {
        return items.add(name);
    }

    @PutMapping("/items/{id}")
    void rename(@PathVariable("id") long id, @RequestHeader("If-Match") String condition, @RequestBody String name) {
        items.rename(id, condition, name);
    }

    @GetMapping("/operation")
    Map<String, String> operation() {
        return Map.of("operation", String.valueOf(Contexts.current().operation()));
    }
}
