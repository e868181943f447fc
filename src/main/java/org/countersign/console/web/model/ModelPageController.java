package org.countersign.console.web.model;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.console.web.model.ModelWords.ChangeRow;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelLibrary;
import org.countersign.models.ModelRule;
import org.countersign.models.ModelSummary;
import org.countersign.models.ModelVersion;
import org.countersign.policy.PolicyDocuments;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
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
    private final PolicyDocuments tables;
    private final PageModel pages;

    ModelPageController(ModelLibrary library, PolicyDocuments tables, PageModel pages) {
        this.library = library;
        this.tables = tables;
        this.pages = pages;
    }

    @GetMapping("/models")
    String list(Model model, Actor actor) {
        var say = pages.words();
        var words = new ModelWords(say, library.known(actor));
        var kinds = new LinkedHashMap<ModelKind, List<Row>>();
        for (var kind : ModelKind.values()) {
            kinds.put(
                    kind,
                    library.all(kind, actor).stream()
                            .map(summary -> Row.of(summary, words, say))
                            .toList());
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
        var newest = head(key, kind, model, actor);
        var shown = version == null ? newest : library.version(newest.kind(), key, version, actor);
        var say = pages.words();
        var words = new ModelWords(say, library.known(actor));
        model.addAttribute("shown", shown);
        model.addAttribute(
                "uses", library.usesOf(shown, actor).stream().map(words::use).toList());
        switch (shown.kind()) {
            case PROCESS -> process(shown, words, model, actor);
            case DECISION -> decision(shown, model, actor);
            case FORM -> form(shown, words, model, actor);
        }
        return "console/model/" + shown.kind().word();
    }

    /** What stands at the head of each page of a model. */
    private ModelVersion head(String key, @Nullable String kind, Model model, Actor actor) {
        var newest = library.newest(kindOf(kind), key, actor);
        model.addAttribute("address", new ModelAddress(key, kindOf(kind)));
        model.addAttribute("newest", newest);
        model.addAttribute("name", nameOf(newest, pages.words()));
        return newest;
    }

    private void process(ModelVersion shown, ModelWords words, Model model, Actor actor) {
        var process = library.process(shown, actor);
        model.addAttribute("process", process);
        model.addAttribute("about", words.documentation(shown, process.documentation()));
        model.addAttribute("facts", words.facts(process));
        model.addAttribute("steps", words.steps(process));
        model.addAttribute("running", library.running(shown.key(), actor).getOrDefault(shown.version(), 0L));
    }

    private void decision(ModelVersion shown, Model model, Actor actor) {
        model.addAttribute("decision", library.decision(shown, actor));
        var inWords = actor.readsEverything() && tables.latest(shown.key()).isPresent();
        model.addAttribute("inWords", inWords);
    }

    private void form(ModelVersion shown, ModelWords words, Model model, Actor actor) {
        model.addAttribute("form", library.form(shown, pages.words().language(), actor));
        model.addAttribute("words", words);
    }

    @GetMapping("/models/{key}/versions")
    String versions(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String kind,
            @Sortable(
                            value = {"version"},
                            byDefault = "version,desc")
                    PageQuery page,
            HttpServletRequest request,
            Model model,
            Actor actor) {
        var newest = head(key, kind, model, actor);
        var found = library.versions(newest.kind(), key, actor, PageRequest.of(page.page(), page.size(), page.sort()));
        var running = newest.kind() == ModelKind.PROCESS ? library.running(key, actor) : Map.<Integer, Long>of();
        var words = new ModelWords(pages.words(), Set.of());
        var rows = new ArrayList<VersionRow>();
        var versions = found.getContent();
        for (var index = 0; index < versions.size(); index++) {
            var version = versions.get(index);
            var before =
                    index + 1 < versions.size() ? Optional.of(versions.get(index + 1)) : library.before(version, actor);
            rows.add(new VersionRow(
                    version,
                    running.getOrDefault(version.version(), 0L),
                    before.map(ModelVersion::version).orElse(null),
                    before.map(former -> changed(former, version, words, actor)).orElse(null)));
        }
        model.addAttribute(
                "listing", Listing.of(new PageImpl<>(rows, found.getPageable(), found.getTotalElements()), request));
        return "console/model/versions";
    }

    /** What a version changed; null where a file cannot be read. */
    private @Nullable List<ChangeRow> changed(ModelVersion from, ModelVersion to, ModelWords words, Actor actor) {
        try {
            return words.changes(library.differences(from, to, actor), to, names(from, to, words, actor));
        } catch (RuleViolation e) {
            return null;
        }
    }

    /** What is in two versions, as people know it; the later one's word counts. */
    private Map<String, String> names(ModelVersion from, ModelVersion to, ModelWords words, Actor actor) {
        var names = new HashMap<String, String>();
        if (to.kind() == ModelKind.PROCESS) {
            names.putAll(words.names(library.process(from, actor)));
            names.putAll(words.names(library.process(to, actor)));
        }
        return names;
    }

    @GetMapping("/models/{key}/differences")
    String differences(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            Model model,
            Actor actor) {
        var newest = head(key, kind, model, actor);
        var later = to == null ? newest : library.version(newest.kind(), key, to, actor);
        var earlier = from == null
                ? library.before(later, actor).orElse(later)
                : library.version(newest.kind(), key, from, actor);
        var words = new ModelWords(pages.words(), Set.of());
        if (newest.kind() == ModelKind.PROCESS) {
            model.addAttribute(
                    "drawn",
                    library.process(earlier, actor).drawn()
                            && library.process(later, actor).drawn());
        }
        var names = names(earlier, later, words, actor);
        model.addAttribute("from", earlier);
        model.addAttribute("to", later);
        model.addAttribute("changes", words.changes(library.differences(earlier, later, actor), later, names));
        return "console/model/differences";
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
     * A version in the list.
     *
     * @param before the version before it; null for the first
     * @param changes what it changed; null for the first, and where a file cannot be read
     */
    record VersionRow(
            ModelVersion version,
            long running,
            @Nullable Integer before,
            @Nullable List<ChangeRow> changes) {

        /** How much of a sort it changed. */
        public long count(String change) {
            return changes == null
                    ? 0
                    : changes.stream()
                            .filter(row -> row.change().name().equals(change))
                            .count();
        }
    }

    /**
     * A model in the list.
     *
     * @param name in the reader's language
     */
    record Row(
            ModelVersion version,
            ModelAddress address,
            String name,
            String sentence,
            List<ModelWords.UseRow> uses,
            long running) {

        static Row of(ModelSummary summary, ModelWords words, Words say) {
            var version = summary.newest();
            return new Row(
                    version,
                    words.addressOf(version.kind(), version.key()),
                    nameOf(version, say),
                    ModelSummary.firstSentence(words.documentation(version, summary.documentation())),
                    summary.uses().stream().map(words::use).toList(),
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
