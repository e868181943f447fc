package org.countersign.policy;

import java.util.List;
import org.countersign.shared.Explanation;

/**
 * What a table answers about a case.
 *
 * @param said equal for answers that mean the same
 * @param words the answer in words, part by part
 * @param pattern the same without what belongs to this case alone, names of people above all: many cases share it
 * @param asked who has something to do by it, once for each time: {@code person:<user>} or {@code group:<id>}
 * @param byRule whether it passes without anybody being asked
 * @param unanswered whether nobody can go on with it: no rule applies, a cell cannot be evaluated, nobody may answer (R03)
 */
public record ForeseenAnswer(
        String said,
        List<Explanation> words,
        List<Explanation> pattern,
        List<String> asked,
        boolean byRule,
        boolean unanswered) {

    /** Before the user name of somebody who is asked. */
    public static final String PERSON = "person:";

    /** Before the id of a group that is asked. */
    public static final String GROUP = "group:";

    /** In place of the id of a group: whoever approved the order last. */
    public static final String ORDERS_APPROVERS = "approvers";

    /** Keeps copies. */
    public ForeseenAnswer {
        words = List.copyOf(words);
        pattern = List.copyOf(pattern);
        asked = List.copyOf(asked);
    }

    /** An answer that asks nobody for anything. */
    public static ForeseenAnswer of(List<Explanation> words) {
        return new ForeseenAnswer(
                String.join("; ", words.stream().map(Explanation::english).toList()),
                words,
                words,
                List.of(),
                false,
                false);
    }

    /** No answer (R03). @param why in words, which may name what belongs to the case alone */
    public static ForeseenAnswer unanswered(Explanation why) {
        return new ForeseenAnswer(
                "R03",
                List.of(why),
                List.of(Explanation.of(ForesightStatement.NOBODY_GOES_ON)),
                List.of(),
                false,
                true);
    }
}
