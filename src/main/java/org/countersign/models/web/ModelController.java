package org.countersign.models.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.models.ModelDifference;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelLibrary;
import org.countersign.models.ModelOrigin;
import org.countersign.models.ModelRule;
import org.countersign.models.ModelSummary;
import org.countersign.models.ModelVersion;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The models that the server runs by, over REST. Where a process, a decision and a form share a key, {@code kind} says which is
 * meant.
 */
@RestController
@Tag(name = "Models")
@RequestMapping("/api/v1/models")
class ModelController {

    private final ModelLibrary library;

    ModelController(ModelLibrary library) {
        this.library = library;
    }

    @Operation(summary = "Lists processes, decisions and forms in their newest versions")
    @GetMapping
    PageAnswer<Entry> list(
            @RequestParam(required = false) @Nullable String kind,
            @Sortable(
                            value = {"key"},
                            byDefault = "key")
                    PageQuery page,
            Actor actor) {
        var wanted = kindOf(kind);
        var all = Stream.of(ModelKind.values())
                .filter(one -> wanted == null || wanted == one)
                .flatMap(one -> library.all(one, actor).stream())
                .toList();
        var part = page.toPageable();
        var from = (int) Math.min(part.getOffset(), all.size());
        var shown = all.subList(from, Math.min(from + part.getPageSize(), all.size()));
        return PageAnswer.of(new PageImpl<>(shown, part, all.size()), Entry::of);
    }

    @Operation(summary = "Shows the newest version of a model")
    @GetMapping("/{key}")
    Version one(@PathVariable String key, @RequestParam(required = false) @Nullable String kind, Actor actor) {
        return Version.of(library.newest(kindOf(kind), key, actor));
    }

    @Operation(summary = "Lists the versions of a model, the newest first")
    @GetMapping("/{key}/versions")
    PageAnswer<Version> versions(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String kind,
            @Sortable(
                            value = {"version"},
                            byDefault = "version,desc")
                    PageQuery page,
            Actor actor) {
        var versions =
                library.versions(kindOf(kind), key, actor, PageRequest.of(page.page(), page.size(), page.sort()));
        return PageAnswer.of(versions, Version::of);
    }

    @Operation(summary = "Shows a version of a model")
    @GetMapping("/{key}/versions/{version}")
    Version version(
            @PathVariable String key,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String kind,
            Actor actor) {
        return Version.of(library.version(kindOf(kind), key, version, actor));
    }

    @Operation(summary = "Gives the file of a version, byte by byte as it was deployed")
    @GetMapping("/{key}/versions/{version}/file")
    ResponseEntity<byte[]> file(
            @PathVariable String key,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String kind,
            Actor actor) {
        var found = library.version(kindOf(kind), key, version, actor);
        return ResponseEntity.ok()
                .contentType(found.kind() == ModelKind.FORM ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(library.file(found, actor));
    }

    @Operation(summary = "Says what a version says otherwise than another")
    @GetMapping("/{key}/versions/{version}/differences")
    Differences differences(
            @PathVariable String key,
            @PathVariable int version,
            @RequestParam int to,
            @RequestParam(required = false) @Nullable String kind,
            Actor actor) {
        var from = library.version(kindOf(kind), key, version, actor);
        var later = library.version(kindOf(kind), key, to, actor);
        return new Differences(key, from.version(), later.version(), library.differences(from, later, actor));
    }

    private static @Nullable ModelKind kindOf(@Nullable String word) {
        return word == null
                ? null
                : Arrays.stream(ModelKind.values())
                        .filter(kind -> kind.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new RuleViolation(ModelRule.UNKNOWN_KIND, word));
    }

    /** What differs. */
    record Differences(String key, int from, int to, List<ModelDifference> differences) {}

    /** A model in the list. */
    record Entry(
            String key,
            String kind,
            String name,
            int version,
            Instant deployedAt,
            @Nullable String deployedBy,
            ModelOrigin origin,
            String documentation,
            long running) {

        static Entry of(ModelSummary summary) {
            var newest = summary.newest();
            return new Entry(
                    newest.key(),
                    newest.kind().word(),
                    newest.called(),
                    newest.version(),
                    newest.deployment().at(),
                    person(newest),
                    newest.deployment().origin(),
                    summary.documentation(),
                    summary.running());
        }
    }

    /** A version of a model. */
    record Version(
            String id,
            String key,
            String kind,
            String name,
            int version,
            String file,
            Instant deployedAt,
            @Nullable String deployedBy,
            ModelOrigin origin,
            @Nullable String change,
            String deploymentId,
            @Nullable String deployment,
            @Nullable String source) {

        static Version of(ModelVersion version) {
            var deployment = version.deployment();
            return new Version(
                    version.id(),
                    version.key(),
                    version.kind().word(),
                    version.called(),
                    version.version(),
                    version.file(),
                    deployment.at(),
                    person(version),
                    deployment.origin(),
                    deployment.change(),
                    deployment.id(),
                    deployment.name(),
                    deployment.source());
        }
    }

    private static @Nullable String person(ModelVersion version) {
        var by = version.deployment().by();
        return by == null ? null : by.value();
    }
}
