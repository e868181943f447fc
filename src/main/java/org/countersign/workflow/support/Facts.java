package org.countersign.workflow.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named values in the order in which a form shows them. What has no value is left out. */
public final class Facts {

    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** No facts yet. */
    public Facts() {}

    /** One more, if there is something to say. */
    public Facts add(String label, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            rows.add(Map.of("label", label, "value", value));
        }
        return this;
    }

    List<Map<String, Object>> rows() {
        return List.copyOf(rows);
    }
}
