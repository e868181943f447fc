package org.countersign.console.web.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelLibrary;
import org.countersign.models.ModelRule;
import org.countersign.models.ModelSummary;
import org.countersign.models.ModelVersion;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The models that the server runs by, as documentation. */
@Controller
class ModelPageController {

    private final ModelLibrary library;
    private final PageModel pages;

    ModelPageController(ModelLibrary library, PageModel pages) {
        this.library = library;
        this.pages = pages;
    }

    @GetMapping("/models")
    String list(Model model, Actor actor) {
        var say = pages.words();
        var taken = new HashSet<String>();
        var kinds = new LinkedHashMap<ModelKind, List<Row>>();
        for (var kind : ModelKind.values()) {
            var rows = library.all(kind, actor).stream()
                    .map(summary -> Row.of(summary, taken, say))
                    .toList();
            rows.forEach(row -> taken.add(row.version().key()));
            kinds.put(kind, rows);
        }
        model.addAttribute("kinds", kinds);
        return "console/model/list";
    }

    @GetMapping("/models/{key}")
    String one(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String kind,
            Model model,
            Actor actor) {
        var newest = library.newest(kindOf(kind), key, actor);
        var shown = version == null ? newest : library.version(newest.kind(), key, version, actor);
        var say = pages.words();
        var address = new ModelAddress(key, kindOf(kind));
        model.addAttribute("address", address);
        model.addAttribute("newest", newest);
        model.addAttribute("shown", shown);
        model.addAttribute("name", nameOf(shown, say));
        if (shown.kind() == ModelKind.PROCESS) {
            model.addAttribute(
                    "diagram", address.diagram(shown.version(), say.language().getLanguage()));
        }
        return "console/model/" + shown.kind().word();
    }

    @GetMapping(path = "/models/{key}/versions/{version}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<String> diagram(
            @PathVariable String key,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String kind,
            Actor actor) {
        var shown = library.version(kindOf(kind), key, version, actor);
        if (shown.kind() != ModelKind.PROCESS) {
            throw new RuleViolation(ModelRule.ONLY_PROCESSES_ARE_DRAWN, key);
        }
        var say = pages.words();
        var xml = library.diagram(shown, (model, element, name) -> nameOf(model, element, name, say), actor);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(8)).cachePrivate())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(xml);
    }

    /**
     * A model in the list.
     *
     * @param name in the reader's language
     */
    record Row(ModelVersion version, ModelAddress address, String name, String sentence, long running) {

        static Row of(ModelSummary summary, HashSet<String> taken, Words say) {
            var version = summary.newest();
            return new Row(
                    version,
                    new ModelAddress(version.key(), taken.contains(version.key()) ? version.kind() : null),
                    nameOf(version, say),
                    summary.sentence(),
                    summary.running());
        }
    }

    static String nameOf(ModelVersion version, Words say) {
        return switch (version.kind()) {
            case PROCESS -> nameOf(version.key(), version.key(), version.called(), say);
            case DECISION -> say.shipped("table." + version.key(), version.called());
            case FORM -> version.called();
        };
    }

    static String nameOf(String model, String element, String name, Words say) {
        return say.shipped("model." + model + "." + element, name);
    }

    /** A kind that an address names; null where it names none, or one that there is not. */
    static @Nullable ModelKind kindOf(@Nullable String word) {
        return Arrays.stream(ModelKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
