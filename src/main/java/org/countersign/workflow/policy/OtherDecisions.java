package org.countersign.workflow.policy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.countersign.shared.SafeXml;
import org.w3c.dom.Element;

/**
 * What a decision file holds beside the table that a change is about: whoever releases the change reads the differences of
 * that table alone, so nothing else may come into force with it.
 */
final class OtherDecisions {

    private OtherDecisions() {}

    /** Ids of the decisions beside this one that two files do not have alike. */
    static List<String> differing(String key, String former, String xml) throws SafeXml.Unreadable {
        var before = in(former, key);
        var after = in(xml, key);
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .filter(id -> !before.getOrDefault(id, "").equals(after.getOrDefault(id, "")))
                .toList();
    }

    private static Map<String, String> in(String xml, String key) throws SafeXml.Unreadable {
        var decisions = new LinkedHashMap<String, String>();
        var all = SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8)).getElementsByTagNameNS("*", "decision");
        for (var index = 0; index < all.getLength(); index++) {
            var decision = (Element) all.item(index);
            if (!decision.getAttribute("id").equals(key)) {
                decisions.put(decision.getAttribute("id"), DecisionSurroundings.written(decision));
            }
        }
        return decisions;
    }
}
