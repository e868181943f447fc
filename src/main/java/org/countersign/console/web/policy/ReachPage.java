package org.countersign.console.web.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.console.page.PageModel;
import org.countersign.console.web.DocumentFinder;
import org.countersign.policy.PolicyReach;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the last year says about a draft, as pages show it. */
@Component
class ReachPage {

    private final DocumentFinder finder;
    private final PageModel pages;

    ReachPage(DocumentFinder finder, PageModel pages) {
        this.finder = finder;
        this.pages = pages;
    }

    /** @param reach null where nothing of the table's past can be foreseen */
    Map<String, @Nullable Object> of(@Nullable PolicyReach reach, Actor actor) {
        var model = new HashMap<String, @Nullable Object>();
        var example = reach == null ? null : reach.example();
        model.put("reach", reach);
        model.put(
                "linked",
                example != null && finder.exactly(example.document(), actor).isPresent());
        model.put(
                "why",
                example == null ? List.of() : ForesightPage.said(example.after().words(), pages.words()));
        return model;
    }
}
