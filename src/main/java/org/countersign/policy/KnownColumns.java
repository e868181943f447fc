package org.countersign.policy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.jspecify.annotations.Nullable;

/** What the product knows of the facts that it hands to its tables, and of the answers that it takes from them. */
public final class KnownColumns {

    /** Whether a fact is given. */
    enum Presence {
        ALWAYS,
        SOMETIMES,
        /** A fact that an analyst has thought of. */
        UNKNOWN
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern OR_ELSE =
            Pattern.compile("if\\s+(\\w+)\\s*=\\s*null\\s+then\\s+(-?[\\w.]+)\\s+else\\s+\\1");

    /** Some of these lack where a document's tables cannot be evaluated at all: then nothing is approved anyway. */
    private static final Set<String> ALWAYS = Set.of(
            "kind",
            "amount",
            "accumulatedAmount",
            "budgetState",
            "urgency",
            "partnerApprovers",
            "field",
            "increase",
            "increasePercent",
            "totalIncrease",
            "totalIncreasePercent",
            "exceptionType",
            "namedBy",
            "days",
            "notice");

    private static final Set<String> SOMETIMES = Set.of(
            "category",
            "supplierStatus",
            "department",
            "costCenter",
            "supplier",
            "project",
            "location",
            "contract",
            "limit");

    private static final Set<String> FROM_ZERO = Set.of("partnerApprovers");

    private static final Map<String, KnownTable> TABLES = Map.of(
            "approval-policy",
                    new KnownTable(
                            Set.of(
                                    "kind",
                                    "amount",
                                    "accumulatedAmount",
                                    "category",
                                    "supplierStatus",
                                    "partnerApprovers",
                                    "department",
                                    "costCenter",
                                    "budgetState",
                                    "urgency",
                                    "contract"),
                            Set.of("level", "role")),
            "accumulation-policy", new KnownTable(Set.of("kind", "amount"), Set.of("days")),
            "reminder-policy",
                    new KnownTable(Set.of("kind", "amount", "urgency"), Set.of("first", "repeat", "escalation")),
            "substitute-policy", new KnownTable(Set.of("namedBy", "days", "notice", "limit"), Set.of("acceptance")),
            "change-policy",
                    new KnownTable(
                            Set.of("field", "increase", "increasePercent", "totalIncrease", "totalIncreasePercent"),
                            Set.of("approval")),
            "exception-routing", new KnownTable(Set.of("exceptionType"), Set.of("handler")),
            "match-policy",
                    new KnownTable(
                            Set.of("category", "supplier"),
                            Set.of(
                                    "mode",
                                    "pricePercent",
                                    "priceAbsolute",
                                    "quantityPercent",
                                    "taxTolerance",
                                    "totalTolerance")),
            "quote-policy", new KnownTable(Set.of("amount", "category", "supplierStatus"), Set.of("quotes")));

    private KnownColumns() {}

    /**
     * What the product puts to a table of its own and what it reads of the answer. Columns that came later are not needed: a
     * table without them goes on as it did.
     *
     * @param facts that input columns may ask for
     * @param needed outputs without which the table says nothing
     */
    public record KnownTable(Set<String> facts, Set<String> needed) {}

    /** The tables that the product reads, by key. */
    public static Map<String, KnownTable> tables() {
        return TABLES;
    }

    static Presence presence(PolicyTable table, Input input) {
        if (table.key().equals("reminder-policy") && input.expression().equals("amount")) {
            return Presence.SOMETIMES;
        }
        var orElse = OR_ELSE.matcher(input.expression());
        var fact = orElse.matches() ? orElse.group(2) : input.expression();
        if (ALWAYS.contains(fact) || orElse.matches() && !NAME.matcher(fact).matches()) {
            return Presence.ALWAYS;
        }
        return SOMETIMES.contains(fact) ? Presence.SOMETIMES : Presence.UNKNOWN;
    }

    /** The smallest number that the fact can be, null where nobody knows. */
    static @Nullable BigDecimal least(Input input) {
        var orElse = OR_ELSE.matcher(input.expression());
        return FROM_ZERO.contains(orElse.matches() ? orElse.group(1) : input.expression()) ? BigDecimal.ZERO : null;
    }

    static boolean isNeeded(PolicyTable table, Output output) {
        var known = TABLES.get(table.key());
        return known != null && known.needed().contains(output.name());
    }

    /** Whether the product refuses numbers below zero there. */
    static boolean isFromZero(PolicyTable table) {
        return TABLES.containsKey(table.key());
    }

    /** Whether the column names groups by their id alone. */
    public static boolean namesGroups(PolicyTable table, Output output) {
        return table.key().equals("exception-routing") && output.name().equals("handler")
                || table.key().equals("match-policy") && output.name().equals("inspector");
    }

    /** Whether the column says who answers, as words, {@code group:} or {@code person:}. */
    public static boolean namesApprovers(Output output) {
        return output.allowed().contains("\"group:") || output.allowed().contains("\"person:");
    }
}
