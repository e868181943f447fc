package org.countersign.invoicing;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Freight, packing and the like: cost that comes with an order and that nobody orders. Told by its code, else by its words. */
final class UnplannedCost {

    /** Of UNTDID 7161: packing, pick-up, delivery, expediting, freight, hauling, palletizing, special handling. */
    private static final Set<String> CODES = Set.of("ABL", "ADT", "DL", "EP", "FC", "HH", "PC", "PL", "SH");

    /** "Packing" is such cost, and so is "Delivery to Hamburg", but packing tape and a delivery van are goods. */
    private static final String ALONE =
            "(?=\\s*($|[^\\p{L}\\s]|(and|und|to|nach|an|for|für|frei|per|by|via|zu|zum|zur|in|incl|inkl)\\b))";

    private static final Pattern WORDS = Pattern.compile(
            "\\b(freight|shipping|postage|carriage|courier|haulage|toll|pallet(iz|is)ing"
                    + "|(delivery|handling|packing|packaging|transport|express|fuel)\\s*-?\\s*(and\\s+\\w+\\s+)?(charges?|costs?|fees?|surcharges?)"
                    + "|(packing|handling|delivery|anlieferung|lieferung|verpackung)" + ALONE
                    + "|fracht\\w*|versand(?!karton|tasche|beutel|etikett|h(ü|ue)lle|rolle)\\w*|porto|maut\\w*|spedition\\w*|zustell\\w*"
                    + "|(liefer|transport|verpackungs|paket|express|versicherungs)(kosten|geb(ü|ue)hr(en)?|pauschale|zuschlag))\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** What is described at length is something else that happens to name its transport. */
    private static final int MOST_WORDS = 6;

    private UnplannedCost() {}

    /** Whether a line of an invoice is of that kind. */
    static boolean is(InvoiceDraft.Line line) {
        return isCode(line.item()) || isCode(line.sellerItem()) || isSaid(line.description());
    }

    /** Whether something is described as of that kind. */
    static boolean isSaid(@Nullable String description) {
        if (description == null) {
            return false;
        }
        var words = description.strip().toLowerCase(Locale.ROOT);
        return words.split("\\s+").length <= MOST_WORDS && WORDS.matcher(words).find();
    }

    private static boolean isCode(@Nullable String item) {
        return item != null && CODES.contains(item.strip());
    }
}
