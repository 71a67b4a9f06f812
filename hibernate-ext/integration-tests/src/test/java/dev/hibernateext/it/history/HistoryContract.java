/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What every backend of histories does. A subclass has entities that its backend records. */
abstract class HistoryContract implements SettingsContributor, TimelineContract, StateContract, TypeHistoryContract {

    private @Nullable SessionFactoryScope scope;

    @Override
    public final SessionFactoryScope scope() {
        return Objects.requireNonNull(scope);
    }

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
        settings.put("hibernate.ext.history.attributes", "client, device");
    }

    @BeforeEach
    void start(SessionFactoryScope given) {
        scope = given;
        CLOCK.set(START);
    }
}
