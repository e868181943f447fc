package org.countersign.console.web.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.countersign.console.page.Words;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.PartnerCycle.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of an approval cycle: what was entered, as it was entered. People and groups are written with their names, or by
 * their keys alone.
 *
 * @param pending one person or group a line, and so the others
 */
record PartnerCycleForm(String first, String second, String pending, String approved, String rejected) {

    private static final Pattern KEY_IN_BRACKETS = Pattern.compile("^.*\\(([^()\\s]+)\\)$", Pattern.DOTALL);
    private static final String GROUP = "group:";
    private static final String PERSON = "person:";

    static PartnerCycleForm of(PartnerCycle cycle, Words say, Map<String, String> groups) {
        return new PartnerCycleForm(
                shown(cycle.first(), say, groups),
                shown(cycle.second(), say, groups),
                lines(cycle.told().pending(), say, groups),
                lines(cycle.told().approved(), say, groups),
                lines(cycle.told().rejected(), say, groups));
    }

    static PartnerCycleForm read(MultiValueMap<String, String> sent) {
        return new PartnerCycleForm(
                text(sent, "first"),
                text(sent, "second"),
                text(sent, "told.pending"),
                text(sent, "told.approved"),
                text(sent, "told.rejected"));
    }

    PartnerCycle cycle(Words say) {
        return new PartnerCycle(
                named(first, say),
                named(second, say),
                new Told(listed(pending, say), listed(approved, say), listed(rejected, say)));
    }

    /** How an entry is written in a field; empty for none. */
    static String shown(@Nullable String named, Words say, Map<String, String> groups) {
        if (named == null) {
            return "";
        }
        if (named.equals(PartnerCycle.LINE_MANAGER)) {
            return say.text("cycle.manager");
        }
        return PartnerCycle.person(named)
                .map(user -> person(say.name(user), user.value()))
                .or(() -> PartnerCycle.group(named).map(group -> group(groups.getOrDefault(group, group), group)))
                .orElse(named);
    }

    /** What the fields propose: the manager, then groups; people are added where they are known. */
    static Map<String, String> proposed(Words say, Map<String, String> groups) {
        var proposed = new LinkedHashMap<String, String>();
        proposed.put(PartnerCycle.LINE_MANAGER, say.text("cycle.manager"));
        groups.forEach((id, name) -> proposed.put(GROUP + id, group(name, id)));
        return proposed;
    }

    static String person(String name, String user) {
        return name.equals(user) ? PERSON + user : name + " (" + user + ")";
    }

    private static String group(String name, String id) {
        return name + " (" + GROUP + id + ")";
    }

    private static String lines(List<String> named, Words say, Map<String, String> groups) {
        return String.join(
                "\n", named.stream().map(one -> shown(one, say, groups)).toList());
    }

    private static List<String> listed(String lines, Words say) {
        var all = new ArrayList<String>();
        lines.lines().forEach(line -> {
            var named = named(line, say);
            if (named != null) {
                all.add(named);
            }
        });
        return all;
    }

    /** An entry as the cycle keeps it; what names neither the manager nor a group is a person's sign-in name. */
    private static @Nullable String named(String written, Words say) {
        var text = written.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.equalsIgnoreCase(say.text("cycle.manager")) || text.equals(PartnerCycle.LINE_MANAGER)) {
            return PartnerCycle.LINE_MANAGER;
        }
        var inBrackets = KEY_IN_BRACKETS.matcher(text);
        var key = inBrackets.matches() ? inBrackets.group(1) : text;
        return key.startsWith(GROUP) || key.startsWith(PERSON) ? key : PERSON + key;
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "").strip();
    }
}
