package org.countersign.console.web.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.console.page.Words;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenOutcome;
import org.countersign.policy.Foresight;
import org.countersign.policy.ForesightSums;
import org.countersign.policy.ForesightSums.Load;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a foresight as the page shows them.
 *
 * @param outcomes how many documents would be answered otherwise, and how
 * @param loads who is asked how often, those with the largest change first
 * @param furtherLoads how many more there are who are asked
 * @param shifts from which answer to which, those that most take first
 * @param furtherShifts how many more ways there are
 */
record ForesightPage(List<Outcome> outcomes, List<Asked> loads, int furtherLoads, List<Way> shifts, int furtherShifts) {

    private static final int MOST_LOADS = 15;
    private static final int MOST_SHIFTS = 12;
    private static final Load NONE = new Load(0, 0);

    /** One way in which documents would be answered otherwise. */
    record Outcome(ForeseenOutcome outcome, long past, long open) {}

    /** Somebody who is asked. */
    record Asked(String name, boolean group, Load past, Load open) {}

    /** From one answer to another; without words where these are too many to be told apart. */
    record Way(String id, List<String> before, List<String> after, long past, long open) {}

    static ForesightPage of(Foresight foresight, Words say) {
        var outcomes = Arrays.stream(ForeseenOutcome.values())
                .filter(outcome -> outcome != ForeseenOutcome.SAME)
                .map(outcome -> new Outcome(
                        outcome, foresight.past().of(outcome), foresight.open().of(outcome)))
                .toList();
        var loads = loads(foresight, say);
        var ways = ways(foresight, say);
        return new ForesightPage(
                outcomes,
                loads.stream().limit(MOST_LOADS).toList(),
                Math.max(0, loads.size() - MOST_LOADS),
                ways.stream().limit(MOST_SHIFTS).toList(),
                Math.max(0, ways.size() - MOST_SHIFTS));
    }

    private static List<Asked> loads(Foresight foresight, Words say) {
        var open = new LinkedHashMap<String, Load>();
        foresight.open().loads().forEach(load -> open.put(load.getKey(), load.getValue()));
        var all = new LinkedHashMap<String, Load>();
        foresight.past().loads().forEach(load -> all.put(load.getKey(), load.getValue()));
        open.keySet().forEach(who -> all.putIfAbsent(who, NONE));
        var asked = new ArrayList<Asked>();
        all.forEach((who, past) -> {
            var shown = asked.size() < MOST_LOADS;
            asked.add(new Asked(
                    shown ? named(who, say) : "",
                    who.startsWith(ForeseenAnswer.GROUP),
                    past,
                    open.getOrDefault(who, NONE)));
        });
        return asked;
    }

    private static String named(String who, Words say) {
        var id = who.substring(who.indexOf(':') + 1);
        if (!who.startsWith(ForeseenAnswer.GROUP)) {
            return say.name(new UserId(id));
        }
        return id.equals(ForeseenAnswer.ORDERS_APPROVERS)
                ? say.text("foresight.ordersApprovers")
                : say.textOr("group." + id, id);
    }

    private static List<Way> ways(Foresight foresight, Words say) {
        var ways = new LinkedHashMap<String, Way>();
        for (var shift : foresight.past().shifts()) {
            ways.put(shift.id(), way(shift, shift.cases(), 0, say));
        }
        for (var shift : foresight.open().shifts()) {
            var known = ways.get(shift.id());
            ways.put(shift.id(), way(shift, known == null ? 0 : known.past(), shift.cases(), say));
        }
        return List.copyOf(ways.values());
    }

    private static Way way(ForesightSums.Shift shift, long past, long open, Words say) {
        return new Way(shift.id(), said(shift.before(), say), said(shift.after(), say), past, open);
    }

    /** Answers in the reader's words. */
    static List<String> said(List<Explanation> words, Words say) {
        return words.stream().map(say::explained).toList();
    }

    /** How much more or less, with its sign. */
    static String more(@Nullable Load load, Words say) {
        var more = load == null ? 0 : load.more();
        return more > 0 ? "+" + say.number(more) : more < 0 ? "−" + say.number(-more) : "±0";
    }

    /** For templates, which cannot call what is static. */
    public String difference(Load load, Words say) {
        return more(load, say);
    }

    /** Whether anybody is asked about what is open. */
    public boolean hasOpenLoad() {
        return loads.stream().anyMatch(asked -> !asked.open().equals(NONE));
    }

    /** The outcomes of which there are any, for the filter. */
    public Map<String, String> filters(Words say) {
        var filters = new LinkedHashMap<String, String>();
        outcomes.stream()
                .filter(outcome -> outcome.past() + outcome.open() > 0)
                .forEach(outcome ->
                        filters.put(outcome.outcome().name(), say.text("foresight.outcome." + outcome.outcome())));
        return filters;
    }
}
