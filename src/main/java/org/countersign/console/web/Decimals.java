package org.countersign.console.web;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimals without the zeros that a database adds behind the point. */
final class Decimals {

    private Decimals() {}

    /** @param value with six digits behind the point at the most where it does not end */
    static BigDecimal plain(BigDecimal value) {
        var stripped = (value.scale() > 8 ? value.setScale(6, RoundingMode.HALF_UP) : value).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
