package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTests {

    private static final Units BOXES = Units.ofItem("EA", "XBX=12;XPX=480", "XBX");

    @Test
    @DisplayName("Ten pieces of a box of twelve are ten pieces: they are said as such, and whole boxes as boxes")
    void piecesAreSaidAsPieces() {
        assertThat(BOXES.stated(BOXES.inOwn(BigDecimal.TEN))).hasToString("10 EA");
        assertThat(BOXES.stated(BOXES.inOwn(new BigDecimal("24")))).hasToString("2 XBX");
        assertThat(Units.ofItem("KGM", "GRM=0.001", "KGM").stated(new BigDecimal("2.5")))
                .hasToString("2500 GRM");
        assertThat(Units.only("KGM").stated(new BigDecimal("2.5"))).hasToString("2.5 KGM");
    }

    @ParameterizedTest
    @CsvSource({
        "1, XBX, 12",
        "0.25, XBX, 3",
        "10, EA, 10",
        "10, C62, 10",
        "2, DZN, 24",
        "1, XPX, 480",
        "0.833333, XBX,",
        "1, KGM,",
        "1, XPK,"
    })
    @DisplayName("R14: a quantity is counted exactly, or not at all")
    void aQuantityIsCountedExactlyOrNotAtAll(BigDecimal quantity, String unit, BigDecimal counted) {
        if (counted == null) {
            assertThat(BOXES.count(quantity, unit)).isEmpty();
        } else {
            assertThat(BOXES.count(quantity, unit).orElseThrow()).isEqualByComparingTo(counted);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KGM, 500, GRM, 0.5",
        "KGM, 1, TNE, 1000",
        "GRM, 1.5, KGM, 1500",
        "EA, 3, H87, 3",
        "HUR, 30, MIN, 0.5",
        "HUR, 20, MIN,",
        "KGM, 1, LTR,",
        "XBX, 1, EA,",
        "KGM, 0.0001, GRM,"
    })
    @DisplayName("Units that mean the same for everything need no factor of an item")
    void standardUnitsNeedNoFactor(String own, BigDecimal quantity, String unit, BigDecimal expected) {
        var told = Units.only(own).toOwn(quantity, unit);
        if (expected == null) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told.orElseThrow()).isEqualByComparingTo(expected);
        }
    }

    @Test
    @DisplayName("An item that is bought in boxes knows its pieces by a fraction, and is counted in them")
    void fractionsAreExact() {
        var units = Units.ofItem("XBX", "EA=1/12;XPX=40", "XBX");
        assertThat(units.counting()).isEqualTo("EA");
        assertThat(units.sizes())
                .containsEntry("XBX", new BigDecimal("12"))
                .containsEntry("XPX", new BigDecimal("480"));
        assertThat(Units.of("XBX", units.text()).sizes()).isEqualTo(units.sizes());
        assertThat(Units.of("XBX", null).isPlain()).isTrue();
        assertThat(Units.ofItem("EA", "XBX=12", "XPP").isPlain()).isTrue();
    }

    @Test
    @DisplayName("Packs that do not come out in the smallest unit, stand there twice or have no factor are faulty")
    void faultyPacksAreTold() {
        assertThat(Units.faultOf("EA", List.of(Map.entry("XBX", "12"), Map.entry("XPX", "1/40"))))
                .isEmpty();
        assertThat(Units.faultOf("XBX", List.of(Map.entry("EA", "1/3"), Map.entry("XPK", "1/7"))))
                .contains("do not come out exactly in the smallest of them: EA");
        assertThat(Units.faultOf("EA", List.of(Map.entry("EA", "12")))).isPresent();
        assertThat(Units.faultOf("EA", List.of(Map.entry("XBX", "12"), Map.entry("XBX", "6"))))
                .isPresent();
        for (var factor : List.of("", "0", "-1", "1/0", "twelve", "1e3", "0.0000001")) {
            assertThat(Units.faultOf("EA", List.of(Map.entry("XBX", factor))))
                    .as(factor)
                    .isPresent();
        }
        assertThat(Units.faultOf("EA", List.of(Map.entry("box", "12")))).isPresent();
    }
}
