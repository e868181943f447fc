package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MicrosecondClockTests {

    @Test
    @DisplayName("The clock of the product tells microseconds, and milliseconds too")
    void tellsMicrosecondsAndMilliseconds() {
        var clock = new MicrosecondClock(Clock.systemUTC());
        var before = System.currentTimeMillis();
        assertThat(clock.millis()).isBetween(before, System.currentTimeMillis());
        assertThat(clock.instant().getNano() % 1000).isZero();
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.withZone(ZoneId.of("Europe/Berlin")).getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
