package org.countersign.console.web.requisition;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How something with a name and a key stands in a field that people may type into: {@code Consortial Ltd (S-2001)}. */
final class Pick {

    private static final Pattern WITH_KEY = Pattern.compile("^.*\\(([^()\\s]+)\\)$", Pattern.DOTALL);

    private Pick() {}

    /** The text of the field. */
    static String text(String name, String key) {
        return name + " (" + key + ")";
    }

    /** The key in the text, or the text itself; null where nothing is written. */
    static @Nullable String key(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var match = WITH_KEY.matcher(text.strip());
        return match.matches() ? match.group(1) : text.strip();
    }
}
