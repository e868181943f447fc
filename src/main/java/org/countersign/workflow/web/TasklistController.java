package org.countersign.workflow.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the product adds to Tasklist, asked for by its script there: the reader's language, the ways to our own pages as far
 * as the reader may go, and what came of an answer. Nothing can be started or changed here; the pages behind the links check
 * every right themselves.
 */
@RestController
class TasklistController {

    private final TasklistTexts texts;
    private final TaskAnswers answers;

    TasklistController(TasklistTexts texts, TaskAnswers answers) {
        this.texts = texts;
        this.answers = answers;
    }

    /**
     * What surrounds the tasks.
     *
     * @param language {@code en} or {@code de}
     * @param starts what the reader may start
     * @param pages our own pages
     * @param cockpit whether Cockpit opens for the reader
     * @param texts what the script says, by key
     */
    record Surroundings(
            String language, List<Way> starts, List<Way> pages, boolean cockpit, Map<String, String> texts) {}

    /**
     * A link.
     *
     * @param href where it leads
     * @param text what it is called
     */
    record Way(String href, String text) {}

    @GetMapping("/tasks/surroundings")
    Surroundings surroundings(Actor actor, Locale wanted) {
        var language = TasklistTexts.languageOf(wanted);
        return new Surroundings(
                language.getLanguage(),
                starts(actor, language),
                List.of(
                        new Way("/", texts.text("tasklist.page.home", language)),
                        new Way("/requisitions", texts.text("tasklist.page.requisitions", language)),
                        new Way("/purchase-orders", texts.text("tasklist.page.orders", language))),
                actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR, Group.PROCESS_ANALYST),
                said(language));
    }

    /** What came of the answer that this person gave to a task. */
    @GetMapping("/tasks/{id}/answer")
    TaskAnswers.Said answer(@PathVariable String id, Actor actor, Locale language) {
        return answers.of(id, actor, language).orElseThrow(() -> new NotFound("answered task", id));
    }

    /** Without the labels, which the applications load themselves. */
    private Map<String, String> said(Locale language) {
        var said = texts.startingWith("tasklist.", language);
        said.keySet().removeIf(key -> key.startsWith("app.") || key.startsWith("label."));
        return said;
    }

    private List<Way> starts(Actor actor, Locale language) {
        var starts = new ArrayList<Way>();
        if (!actor.isIn(Group.AUDITOR, Group.OPERATIONS)) {
            starts.add(new Way("/requisitions/new", texts.text("tasklist.start.requisition", language)));
        }
        if (actor.isIn(Group.RECEIVER)) {
            starts.add(new Way("/receiving", texts.text("tasklist.start.receipt", language)));
        }
        if (actor.isIn(Group.ACCOUNTS_PAYABLE)) {
            starts.add(new Way("/invoices/new", texts.text("tasklist.start.invoice", language)));
        }
        return starts;
    }
}
