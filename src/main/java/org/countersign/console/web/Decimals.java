package org.countersign.console.web;

import java.math.BigDecimal;

/** Decimals without the zeros that a database adds behind the point. */
final class Decimals {

    private Decimals() {}

    static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
