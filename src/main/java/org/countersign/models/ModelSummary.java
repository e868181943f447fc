package org.countersign.models;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A model in a list.
 *
 * @param newest its newest version, by which the server runs
 * @param documentation empty where nobody wrote any
 * @param uses the steps of processes that show it, ask it or call it
 * @param running how many instances run, of any version; 0 for what is no process
 */
public record ModelSummary(ModelVersion newest, String documentation, List<ModelUse> uses, long running) {

    private static final int LONGEST = 300;
    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s");

    /** Keeps a copy of the list. */
    public ModelSummary {
        uses = List.copyOf(uses);
    }

    /** The first sentence of a text; the beginning of one that is long. */
    public static String firstSentence(String text) {
        var sentence = END.split(text, 2)[0];
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
    }
}
