package org.countersign.shared;

import java.text.Normalizer;

/** Names in English letters, for what knows no others: as people of these languages spell them themselves. */
public final class EnglishLetters {

    private static final String[][] SPELLED = {
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ß", "ss"}, {"ẞ", "SS"},
        {"æ", "ae"}, {"Æ", "Ae"}, {"œ", "oe"}, {"Œ", "Oe"}, {"ø", "oe"}, {"Ø", "Oe"}, {"å", "aa"}, {"Å", "Aa"},
        {"ł", "l"}, {"Ł", "L"}, {"đ", "d"}, {"Đ", "D"}
    };

    private EnglishLetters() {}

    /** The text without accents, and with what has no English letter spelled out; other scripts stay as they are. */
    public static String of(String text) {
        var spelled = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (var one : SPELLED) {
            spelled = spelled.replace(one[0], one[1]);
        }
        return Normalizer.normalize(spelled, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
