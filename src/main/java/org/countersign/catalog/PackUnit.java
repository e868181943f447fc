package org.countersign.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another unit in which an item is bought, taken in and invoiced.
 *
 * @param unit UN/ECE Recommendation 20 code
 * @param factor how many of the item's own unit one of it holds, exactly: {@code 12}, {@code 0.5} or {@code 1/40}
 */
public record PackUnit(@Nullable String unit, @Nullable String factor) {

    /** As clients write it: as an object, or in one word as in a cell of a table, {@code XBX=12}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PackUnit read(JsonNode written) {
        return written.isTextual()
                ? read(written.asText())
                : new PackUnit(text(written.get("unit")), text(written.get("factor")));
    }

    private static PackUnit read(String word) {
        var parts = word.split("=", 2);
        return new PackUnit(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asText().strip();
    }

    static List<PackUnit> all(String kept) {
        return Arrays.stream(kept.split(";", -1)).map(PackUnit::read).toList();
    }

    Map.Entry<String, String> entry() {
        return Map.entry(unit == null ? "" : unit, factor == null ? "" : factor.replace(',', '.'));
    }

    @Override
    public String toString() {
        return unit + "=" + factor;
    }
}
