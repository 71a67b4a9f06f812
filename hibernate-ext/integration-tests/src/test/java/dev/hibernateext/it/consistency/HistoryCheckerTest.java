/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hibernateext.it.consistency.RecordedTransaction.Append;
import dev.hibernateext.it.consistency.RecordedTransaction.Operation;
import dev.hibernateext.it.consistency.RecordedTransaction.Outcome;
import dev.hibernateext.it.consistency.RecordedTransaction.Read;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryCheckerTest {

    private static final int HISTORIES = 1_000;
    private static final int SIZE = 60;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INTERNAL", "INCOMPATIBLE_READS"})
    void findsEachPlantedAnomalyAndNoOther(Anomaly anomaly) {
        for (var i = 0; i < HISTORIES; i++) {
            var history = new RandomHistory(new Random(seed + i)).with(anomaly, SIZE);

            assertThat(HistoryChecker.anomalies(history))
                    .as("seed %d", seed + i)
                    .containsExactly(anomaly);
        }
    }

    @Test
    void findsNothingInWhatRanOneAfterTheOther() {
        for (var i = 0; i < HISTORIES; i++) {
            var history = new RandomHistory(new Random(seed + i)).valid(SIZE);

            assertThat(HistoryChecker.check(history)).as("seed %d", seed + i).isEmpty();
        }
    }

    @Test
    void findsATransactionThatDoesNotSeeItsOwnAppend() {
        assertThat(HistoryChecker.anomalies(List.of(committed(1, new Append("a", 1), new Read("a", List.of())))))
                .containsExactly(Anomaly.INTERNAL);
        assertThat(HistoryChecker.anomalies(List.of(
                        committed(1, new Append("a", 1)),
                        committed(2, new Read("a", List.of()), new Read("a", List.of(1))))))
                .contains(Anomaly.INTERNAL);
    }

    @Test
    void findsReadsThatNoOrderExplains() {
        var history = List.of(
                committed(1, new Append("a", 1)),
                committed(2, new Append("a", 2)),
                committed(3, new Read("a", List.of(1))),
                committed(4, new Read("a", List.of(2))));

        assertThat(HistoryChecker.anomalies(history)).containsExactly(Anomaly.INCOMPATIBLE_READS);
    }

    @Test
    void refusesWhatNobodyCanHaveRecorded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryChecker.check(List.of(committed(1, new Read("a", List.of(1))))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryChecker.check(
                        List.of(committed(1, new Append("a", 1)), committed(2, new Append("a", 1)))));
    }

    private static RecordedTransaction committed(int id, Operation... operations) {
        return new RecordedTransaction(id, Outcome.COMMITTED, List.of(operations));
    }
}
