/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import dev.hibernateext.mixins.SharedAmongTenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Makes rows of each entity for two tenants, and tries as the second one to see, change and guess at those of the first. Every
 * attack is tried by the owner of the row too: where the owner cannot do it either, the test is skipped.
 *
 * <p>Configure it before the first call of {@link #tests()} or {@link #findings()}. For one thread.
 */
public final class LeakKit {

    private final SessionFactory factory;
    private final Object owner;
    private final Object attacker;
    private final Map<Class<?>, Function<Session, ?>> instances = new HashMap<>();
    private final Set<Class<?>> shared = new HashSet<>();
    private @Nullable TenantScope scope;
    private @Nullable DataSource dataSource;
    private LeakPolicy nativeSql = LeakPolicy.REPORT;
    private LeakPolicy references = LeakPolicy.FAIL;
    private @Nullable LeakRun run;

    private LeakKit(SessionFactory factory, Object owner, Object attacker) {
        this.factory = factory;
        this.owner = owner;
        this.attacker = attacker;
    }

    /**
     * A kit that opens sessions by {@code withOptions().tenantIdentifier(…)}.
     *
     * @param factory of the application, with its tables created in a database for tests
     * @param owner the identifier of the tenant whose rows are attacked
     * @param attacker the identifier of another tenant
     * @return to be configured further
     */
    public static LeakKit of(SessionFactory factory, Object owner, Object attacker) {
        if (owner.equals(attacker)) {
            throw new IllegalArgumentException("The two tenants must differ");
        }
        return new LeakKit(factory, owner, attacker);
    }

    /**
     * Opens sessions as the application does.
     *
     * @param way in the place of the identifier as an option of the session
     * @return this
     */
    public LeakKit runningAs(TenantScope way) {
        scope = way;
        return this;
    }

    /**
     * Makes the instances of an entity that the kit cannot: with values that only the application knows, or of a view.
     *
     * @param <E> the entity
     * @param type the entity class
     * @param instance called in a transaction of the tenant, twice or more; what it returns is persisted unless it is already
     * @return this
     */
    public <E> LeakKit creating(Class<E> type, Function<Session, ? extends E> instance) {
        instances.put(type, instance);
        return this;
    }

    /**
     * Reads the attacked rows over connections of its own, to see that they stay as they are, rather than over the owner's.
     *
     * @param rows of a role that sees all rows
     * @return this
     */
    public LeakKit reading(DataSource rows) {
        dataSource = rows;
        return this;
    }

    /**
     * Leaves out entities whose rows belong to no tenant. Those with {@link SharedAmongTenants} are left out anyway.
     *
     * @param types entity classes
     * @return this
     */
    public LeakKit shared(Class<?>... types) {
        shared.addAll(List.of(types));
        return this;
    }

    /**
     * What it means that SQL by JDBC reads the row: only the database could hide it, by row-level security or a place of its own.
     *
     * @param policy {@link LeakPolicy#REPORT} unless said otherwise
     * @return this
     */
    public LeakKit nativeSql(LeakPolicy policy) {
        nativeSql = policy;
        return this;
    }

    /**
     * What it means that a row may refer to one of another tenant: only a foreign key with the tenant in it, or a check of the
     * write, could refuse it.
     *
     * @param policy {@link LeakPolicy#FAIL} unless said otherwise
     * @return this
     */
    public LeakKit references(LeakPolicy policy) {
        references = policy;
        return this;
    }

    /**
     * The tests.
     *
     * @return one container for each entity; the rows are made by the first test that is run
     */
    public Stream<DynamicNode> tests() {
        return run().subjects().stream().map(this::container);
    }

    private DynamicNode container(Subject subject) {
        return DynamicContainer.dynamicContainer(
                subject.name(),
                Attacks.on(subject, run()).stream()
                        .map(attack -> DynamicTest.dynamicTest(
                                subject.name() + ": " + attack.name(), () -> run().attack(subject, attack))));
    }

    /**
     * Runs all attacks without JUnit's reports.
     *
     * @return what was found, in the order of the attacks; empty if tenants are kept apart
     */
    public List<LeakFinding> findings() {
        var found = new ArrayList<LeakFinding>();
        for (var subject : run().subjects()) {
            for (var attack : Attacks.on(subject, run())) {
                var verdict = run().tried(subject, attack);
                if (verdict instanceof Verdict.Leak leak) {
                    found.add(leak.finding());
                }
            }
        }
        return found;
    }

    private LeakRun run() {
        if (run == null) {
            run = new LeakRun(this);
        }
        return run;
    }

    SessionFactory factory() {
        return factory;
    }

    Object owner() {
        return owner;
    }

    Object attacker() {
        return attacker;
    }

    @Nullable
    TenantScope scope() {
        return scope;
    }

    @Nullable
    DataSource dataSource() {
        return dataSource;
    }

    @Nullable
    Function<Session, ?> creator(Class<?> type) {
        return instances.get(type);
    }

    boolean isShared(Class<?> type) {
        return shared.contains(type) || type.isAnnotationPresent(SharedAmongTenants.class);
    }

    boolean fails(Hole hole) {
        return switch (hole) {
            case NONE -> true;
            case NATIVE -> nativeSql == LeakPolicy.FAIL;
            case REFERENCE -> references == LeakPolicy.FAIL;
        };
    }
}
