package org.countersign.workflow.support;

import java.util.List;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.PassingTrouble;
import org.countersign.shared.Sentence;

/** Words that what is foreseen of several tables is told in. */
public final class ForeseenWords {

    private static final int LONGEST = 500;

    private ForeseenWords() {}

    /** A group. Those of the product have a name in every language. */
    public static Explanation group(String id) {
        var said = Explanation.of(ForesightStatement.NAMED, Explanation.group(id));
        for (var group : Group.values()) {
            if (group.id().equals(id)) {
                return new Explanation(group.label(), said.said());
            }
        }
        return said;
    }

    /** What somebody else wrote, or a name. */
    public static Explanation text(String text) {
        return Explanation.of(ForesightStatement.NAMED, text);
    }

    /** Words that stand in a bundle of the pages already. */
    public static Explanation known(String key, String english) {
        return Explanation.of(new Known(key, english));
    }

    private record Known(String key, String sentence) implements Sentence {

        @Override
        public String module() {
            return "policy";
        }

        @Override
        public String name() {
            return key;
        }
    }

    /** A table without an answer, and what comes instead (R03). */
    public static ForeseenAnswer unanswered(Explanation words, List<String> asked) {
        return new ForeseenAnswer("R03", List.of(words), List.of(words), asked, false, true);
    }

    /**
     * A cell that the engine could not evaluate (R03).
     *
     * @throws RuntimeException the same, where the database was away or busy, which says nothing about a cell
     */
    public static ForeseenAnswer notEvaluated(RuntimeException why) {
        if (PassingTrouble.isBehind(why)) {
            throw why;
        }
        Throwable cause = why;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var message = String.valueOf(cause.getMessage());
        return unanswered(
                Explanation.of(
                        ForesightStatement.NOT_EVALUATED,
                        message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…"),
                List.of());
    }
}
