package org.countersign.console.web.requisition;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.console.page.Words;

/** The units that people choose from, and what they call them in spreadsheets. */
final class Units {

    private static final List<String> OFFERED = List.of(
            "EA", "XPP", "SET", "PR", "PK", "BX", "CT", "RO", "BO", "BG", "KGM", "GRM", "TNE", "MTR", "CMT", "MTK",
            "MTQ", "LTR", "MLT", "HUR", "DAY", "WEE", "MON", "ANN", "LS", "E48", "KWH");

    private static final Map<String, String> ALIASES = aliases();

    private Units() {}

    /** The units of a list, in words; the one that stands there already is among them. */
    static Map<String, String> offered(String current, Words say) {
        var offered = new LinkedHashMap<String, String>();
        OFFERED.forEach(code -> offered.put(code, say.unit(code)));
        if (!current.isBlank()) {
            offered.computeIfAbsent(current, say::unit);
        }
        return offered;
    }

    /** The code of a unit as people write it; empty where we do not know it. */
    static Optional<String> code(String text, Words say) {
        var bare = text.strip();
        if (bare.matches("[A-Z0-9]{2,3}") && !say.unit(bare).equals(bare)) {
            return Optional.of(bare);
        }
        var word = bare.toLowerCase(Locale.ROOT).replace(".", "");
        for (var code : OFFERED) {
            if (say.unit(code).equalsIgnoreCase(bare)) {
                return Optional.of(code);
            }
        }
        return Optional.ofNullable(ALIASES.get(word));
    }

    private static Map<String, String> aliases() {
        var all = new HashMap<String, String>();
        put(
                all, "EA", "ea", "each", "pc", "pcs", "piece", "pieces", "st", "stk", "stck", "stück", "unit", "units",
                "x");
        put(all, "SET", "set", "sets", "satz");
        put(all, "PR", "pair", "pairs", "paar");
        put(all, "PK", "pack", "packs", "package", "packung", "packungen", "pckg", "pkg", "ve");
        put(all, "BX", "box", "boxes", "schachtel", "kiste");
        put(all, "CT", "carton", "cartons", "karton", "kartons");
        put(all, "RO", "roll", "rolls", "rolle", "rollen");
        put(all, "BO", "bottle", "bottles", "flasche", "flaschen");
        put(all, "BG", "bag", "bags", "beutel", "sack");
        put(all, "KGM", "kg", "kilo", "kilogram", "kilogramm");
        put(all, "GRM", "g", "gram", "gramm");
        put(all, "TNE", "t", "ton", "tonne", "tonnen");
        put(all, "MTR", "m", "metre", "meter", "metres", "meters");
        put(all, "CMT", "cm");
        put(all, "MTK", "m²", "m2", "qm", "sqm");
        put(all, "MTQ", "m³", "m3", "cbm");
        put(all, "LTR", "l", "litre", "liter", "litres", "liters");
        put(all, "MLT", "ml");
        put(all, "HUR", "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden");
        put(all, "DAY", "d", "day", "days", "tag", "tage");
        put(all, "WEE", "week", "weeks", "woche", "wochen");
        put(all, "MON", "month", "months", "monat", "monate");
        put(all, "ANN", "year", "years", "jahr", "jahre");
        put(all, "LS", "lump sum", "pauschal", "pauschale", "psch");
        return all;
    }

    private static void put(Map<String, String> all, String code, String... words) {
        for (var word : words) {
            all.put(word, code);
        }
    }
}
