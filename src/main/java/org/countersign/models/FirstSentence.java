package org.countersign.models;

import java.util.regex.Pattern;
import org.countersign.shared.SafeXml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a model says about itself, in one sentence. */
final class FirstSentence {

    private static final int LONGEST = 300;
    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s");

    private FirstSentence() {}

    /** Empty where it says nothing, or cannot be read. */
    static String of(ModelVersion version, byte[] file) {
        try {
            return switch (version.kind()) {
                case PROCESS -> first(said(SafeXml.parse(file), "process", version.key(), "documentation"));
                case DECISION -> first(said(SafeXml.parse(file), "decision", version.key(), "description"));
                case FORM -> "";
            };
        } catch (SafeXml.Unreadable e) {
            return "";
        }
    }

    private static String said(Document document, String element, String id, String child) {
        return XmlParts.all(document, element).stream()
                .filter(one -> one.getAttribute("id").equals(id))
                .map((Element one) -> XmlParts.text(one, child))
                .findFirst()
                .orElse("");
    }

    static String first(String text) {
        var sentence = END.split(text, 2)[0];
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
    }
}
