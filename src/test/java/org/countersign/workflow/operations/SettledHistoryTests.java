package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The history that nothing is added to any more")
class SettledHistoryTests {

    @ParameterizedTest
    @DisplayName("ends before the hour that comes twice until both of it are over, and is told by the clock elsewhere")
    @CsvSource({
        "2026-10-24T23:59:59Z, 2026-10-25T01:59:59",
        "2026-10-25T00:00:00Z, 2026-10-25T02:00:00",
        "2026-10-25T00:30:00Z, 2026-10-25T02:00:00",
        "2026-10-25T01:00:00Z, 2026-10-25T02:00:00",
        "2026-10-25T01:59:59Z, 2026-10-25T02:00:00",
        "2026-10-25T02:00:00Z, 2026-10-25T03:00:00",
        "2026-03-29T00:59:59Z, 2026-03-29T01:59:59",
        "2026-03-29T01:00:00Z, 2026-03-29T03:00:00",
        "2026-07-01T10:00:00Z, 2026-07-01T12:00:00"
    })
    void itEndsBeforeTheHourThatComesTwice(String at, String settled) {
        assertThat(EngineStepHistory.settled(Instant.parse(at), ZoneId.of("Europe/Berlin")))
                .isEqualTo(settled);
        assertThat(EngineStepHistory.settled(Instant.parse(at), ZoneId.of("UTC")))
                .isEqualTo(at.replace("Z", ""));
    }
}
