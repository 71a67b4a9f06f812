/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.hook.HookAttributeException;
import dev.hibernateext.core.hook.PendingWrite;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.jspecify.annotations.Nullable;

/** What a hook sees of one write. */
public final class WriteOfEntity implements PendingWrite<Object> {

    private final WriteTarget target;
    private final Operation operation;
    private final WriteState state;
    private boolean changed;

    /** A write that is about to be done or was done. */
    public WriteOfEntity(WriteTarget target, Operation operation, WriteState state) {
        this.target = target;
        this.operation = operation;
        this.state = state;
    }

    @Override
    public Object entity() {
        return target.entity();
    }

    @Override
    public String entityName() {
        return target.persister().getEntityName();
    }

    @Override
    public @Nullable Object id() {
        return target.id();
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public SharedSessionContract session() {
        return target.session();
    }

    @Override
    public @Nullable Object value(String attribute) {
        return state.current()[indexOf(attribute)];
    }

    @Override
    public boolean knowsOldValues() {
        return state.old() != null;
    }

    @Override
    public @Nullable Object oldValue(String attribute) {
        var index = indexOf(attribute);
        var old = state.old();
        return old == null ? null : old[index];
    }

    @Override
    public Set<String> changedAttributes() {
        var names = target.persister().getPropertyNames();
        var changedNames = new LinkedHashSet<String>();
        for (var index = 0; index < names.length; index++) {
            if (isChanged(index)) {
                changedNames.add(names[index]);
            }
        }
        return changedNames;
    }

    private boolean isChanged(int index) {
        return operation != Operation.DELETE && operation != Operation.SOFT_DELETE && state.isDirty(index);
    }

    @Override
    public void set(String attribute, @Nullable Object value) {
        var mapping = mappingOf(attribute);
        new SettableCheck(target, operation).check(mapping, value);
        write(mapping, value);
    }

    private void write(AttributeMapping mapping, @Nullable Object value) {
        var index = mapping.getStateArrayPosition();
        target.persister().setValue(entity(), index, value);
        if (entity() instanceof SelfDirtinessTracker tracker) {
            tracker.$$_hibernate_trackChange(mapping.getAttributeName());
        }
        state.set(target, index, value);
        changed = true;
    }

    /** Whether a hook set something. */
    public boolean isChanged() {
        return changed;
    }

    /** The entity and who writes it. */
    public WriteTarget target() {
        return target;
    }

    WriteState state() {
        return state;
    }

    Class<?> entityType() {
        return target.persister().getMappedClass();
    }

    private int indexOf(String attribute) {
        return mappingOf(attribute).getStateArrayPosition();
    }

    private AttributeMapping mappingOf(String attribute) {
        var mapping = target.persister().findAttributeMapping(attribute);
        if (mapping == null) {
            throw HookAttributeException.unknown(entityName(), attribute);
        }
        return mapping;
    }
}
