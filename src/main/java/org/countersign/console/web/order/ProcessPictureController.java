package org.countersign.console.web.order;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.console.ProcessPicture;
import org.countersign.console.ProcessPictures;
import org.countersign.console.PurchaseDocuments;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the processes of a purchase stand, for {@code process-picture.js}. Whoever may see the document may see them. */
@RestController
class ProcessPictureController {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#/process-instance/%s/runtime";

    private final PurchaseDocuments documents;
    private final ProcessPictures pictures;
    private final PageModel pages;

    ProcessPictureController(PurchaseDocuments documents, ProcessPictures pictures, PageModel pages) {
        this.documents = documents;
        this.pictures = pictures;
        this.pages = pages;
    }

    @GetMapping(path = "/process-pictures/{document}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<Picture>> pictures(@PathVariable String document, Actor actor) {
        var say = pages.words();
        var all = pictures.of(documents.of(document, actor));
        var times = new HashMap<String, Integer>();
        all.forEach(picture -> times.merge(picture.process() + picture.document(), 1, Integer::sum));
        var seen = new HashMap<String, Integer>();
        var answer = all.stream()
                .map(picture -> {
                    var key = picture.process() + picture.document();
                    var title = say.textOr("orders.process." + picture.process(), picture.name());
                    var which = seen.merge(key, 1, Integer::sum);
                    return view(
                            picture,
                            times.getOrDefault(key, 1) > 1 ? title + " " + which : title,
                            document,
                            actor,
                            say);
                })
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    @GetMapping(path = "/process-pictures/{document}/model", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<String> model(@PathVariable String document, @RequestParam String id, Actor actor) {
        var say = pages.words();
        var xml = pictures.diagram(
                        id,
                        documents.of(document, actor),
                        (process, element, name) -> name(process, element, name, say))
                .orElseThrow(() -> new NotFound("model", id));
        // A deployed model never changes; its id does. The language stands in the address that the page asks for.
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(8)).cachePrivate())
                .body(xml);
    }

    /**
     * One process as the page shows it.
     *
     * @param title what the process is called
     * @param document its document
     * @param state where it stands, in words
     * @param model where its diagram is
     * @param cockpit where operations find it; null for others, and once it ended
     * @param incidents what is stuck; the engine's message for those who put it right
     */
    record Picture(
            String instance,
            String process,
            String title,
            String document,
            String state,
            boolean ended,
            String model,
            @Nullable String cockpit,
            Set<String> active,
            Set<String> visited,
            Set<String> flows,
            List<Stuck> incidents,
            List<Step> steps) {}

    record Stuck(String node, String name, @Nullable String message) {}

    record Step(String node, String name, String state, String said, String time) {}

    private static Picture view(ProcessPicture picture, String title, String document, Actor actor, Words say) {
        var helps = actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        var enters = helps || actor.isIn(Group.AUDITOR, Group.PROCESS_ANALYST);
        return new Picture(
                picture.instance(),
                picture.process(),
                title,
                picture.document(),
                picture.isEnded()
                        ? say.text("orders.picture.ended", say.time(picture.endedAt()))
                        : say.text("orders.picture.running", say.time(picture.startedAt())),
                picture.isEnded(),
                UriComponentsBuilder.fromPath("/process-pictures/{document}/model")
                        .queryParam("id", "{id}")
                        .queryParam("language", say.language().getLanguage())
                        .encode()
                        .buildAndExpand(Map.of("document", document, "id", picture.model()))
                        .toUriString(),
                enters && !picture.isEnded() ? COCKPIT.formatted(picture.instance()) : null,
                picture.active(),
                picture.visited(),
                picture.flows(),
                picture.incidents().stream()
                        .map(stuck -> new Stuck(
                                stuck.node(),
                                name(picture.process(), stuck.node(), stuck.name(), say),
                                helps ? stuck.message() : null))
                        .toList(),
                picture.steps().stream()
                        .map(step -> step(picture.process(), step, say))
                        .toList());
    }

    private static String name(String process, String element, String name, Words say) {
        return say.shipped("model." + process + "." + element, name);
    }

    private static Step step(String process, ProcessPicture.Step step, Words say) {
        var times = step.times() > 1 ? " " + say.text("orders.picture.times", step.times()) : "";
        Instant at = step.endedAt() == null ? step.startedAt() : step.endedAt();
        return new Step(
                step.node(),
                name(process, step.node(), step.name(), say),
                step.state().name(),
                say.text("orders.picture.step." + step.state()) + times,
                at == null ? "" : say.time(at));
    }
}
