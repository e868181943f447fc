package org.countersign.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds fault with on a page. */
public final class Accessibility {

    private Accessibility() {}

    /**
     * Each rule that is broken, with the places.
     *
     * @param except selectors of what is not ours to change, such as the drawing of bpmn-js
     */
    public static List<String> violations(Page page, String... except) {
        // All in the page itself, and nothing about the thousands of places that are in order: three times as fast.
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        var axe = new AxeBuilder(page).options(options).setLegacyMode(true);
        for (var selector : except) {
            axe.exclude(selector);
        }
        return axe.analyze().getViolations().stream()
                .map(rule -> page.url() + " " + rule.getId() + ": " + rule.getNodes())
                .toList();
    }
}
